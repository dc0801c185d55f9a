using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A certificate of a site, renewed by the deployment that finds it due.</summary>
[MachineResourceType("Certificate")]
public sealed class Certificate : CustomResource
{
    public Certificate(string name, CertificateArgs args, CustomResourceOptions? options = null)
        : base("machine:index:Certificate", name, args, MachineProvider.Options(options))
    {
    }

    /// <summary>The certificate and its authority's, in PEM.</summary>
    [Output("certificate")]
    public Output<string> Chain { get; private set; } = null!;

    /// <summary>A secret, in PEM.</summary>
    [Output("privateKey")]
    public Output<string> PrivateKey { get; private set; } = null!;

    /// <summary>Its last moment.</summary>
    [Output("notAfter")]
    public Output<string> NotAfter { get; private set; } = null!;
}
