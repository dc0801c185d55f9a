using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>An authority that signs certificates for sites that no public authority can know.</summary>
[MachineResourceType("CertificateAuthority")]
public sealed class CertificateAuthority : CustomResource
{
    public CertificateAuthority(string name, CertificateAuthorityArgs args, CustomResourceOptions? options = null)
        : base("machine:index:CertificateAuthority", name, args, MachineProvider.Options(options))
    {
    }

    /// <summary>In PEM.</summary>
    [Output("certificate")]
    public Output<string> Certificate { get; private set; } = null!;

    /// <summary>A secret, in PEM.</summary>
    [Output("privateKey")]
    public Output<string> PrivateKey { get; private set; } = null!;

    /// <summary>Its last moment.</summary>
    [Output("notAfter")]
    public Output<string> NotAfter { get; private set; } = null!;
}
