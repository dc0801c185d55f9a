using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A guarded command.</summary>
public sealed class CommandArgs : ResourceArgs
{
    /// <summary>A test: if it succeeds there is nothing to do.</summary>
    [Input("unless")]
    public Input<string>? Unless { get; set; }

    /// <summary>What to do otherwise.</summary>
    [Input("run", required: true)]
    public Input<string>? Run { get; set; }
}
