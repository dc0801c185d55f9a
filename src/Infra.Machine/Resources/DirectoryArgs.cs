using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A directory of a server.</summary>
public sealed class DirectoryArgs : ResourceArgs
{
    /// <summary>root if absent.</summary>
    [Input("owner")]
    public Input<string>? Owner { get; set; }

    /// <summary>root if absent.</summary>
    [Input("group")]
    public Input<string>? Group { get; set; }

    /// <summary>0755 if absent.</summary>
    [Input("mode")]
    public Input<string>? Mode { get; set; }
}
