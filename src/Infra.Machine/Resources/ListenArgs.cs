using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A port that must be open.</summary>
public sealed class ListenArgs : ResourceArgs
{
    /// <summary>Its number.</summary>
    [Input("port", required: true)]
    public Input<int>? Port { get; set; }

    /// <summary>tcp if absent.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }
}
