using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A command that prepares a release.</summary>
public sealed class PrepareStepArgs : ResourceArgs
{
    /// <summary>For people.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }

    /// <summary>For the shell, in the release's directory.</summary>
    [Input("run", required: true)]
    public Input<string>? Run { get; set; }

    /// <summary>root or owner.</summary>
    [Input("as")]
    public Input<string>? As { get; set; }

    /// <summary>A test: if it succeeds there is nothing to do.</summary>
    [Input("unless")]
    public Input<string>? Unless { get; set; }
}
