namespace Pulumi;

/// <summary>Which stack is referred to.</summary>
public sealed class StackReferenceArgs : ResourceArgs
{
    /// <summary>The stack's name; the resource's name unless given.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}
