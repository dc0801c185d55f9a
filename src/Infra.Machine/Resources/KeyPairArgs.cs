using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="KeyPair"/>.</summary>
public sealed class KeyPairArgs : ResourceArgs
{
    /// <summary>Ends the public key's line.</summary>
    [Input("comment")]
    public Input<string>? Comment { get; set; }
}
