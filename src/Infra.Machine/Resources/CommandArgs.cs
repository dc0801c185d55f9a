using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A guarded command.</summary>
public sealed class CommandArgs : ResourceArgs
{
    /// <summary>A test: if it succeeds there is nothing to do. A server on which it fails has drifted.</summary>
    [Input("unless")]
    public Input<string>? Unless { get; set; }

    /// <summary>What to do otherwise; files that this run has changed or removed lie, as they were, under $before.</summary>
    [Input("run", required: true)]
    public Input<string>? Run { get; set; }

    /// <summary>Takes away what it has made, when the layer or the command goes.</summary>
    [Input("undo")]
    public Input<string>? Undo { get; set; }
}
