using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="CertificateAuthority"/>.</summary>
public sealed class CertificateAuthorityArgs : ResourceArgs
{
    /// <summary>Its name in a browser's list.</summary>
    [Input("commonName", required: true)]
    public Input<string>? CommonName { get; set; }

    /// <summary>3650 if absent.</summary>
    [Input("validityDays")]
    public Input<int>? ValidityDays { get; set; }

    /// <summary>Absolute path on this computer where its certificate is written.</summary>
    [Input("file")]
    public Input<string>? File { get; set; }
}
