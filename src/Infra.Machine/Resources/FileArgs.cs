using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A file of a server.</summary>
public sealed class FileArgs : ResourceArgs
{
    /// <summary>All of it.</summary>
    [Input("content", required: true)]
    public Input<string>? Content { get; set; }

    /// <summary>root if absent.</summary>
    [Input("owner")]
    public Input<string>? Owner { get; set; }

    /// <summary>root if absent.</summary>
    [Input("group")]
    public Input<string>? Group { get; set; }

    /// <summary>0644 if absent.</summary>
    [Input("mode")]
    public Input<string>? Mode { get; set; }
}
