using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>An Ed25519 key, as OpenSSH writes it.</summary>
[MachineResourceType("KeyPair")]
public sealed class KeyPair : CustomResource
{
    public KeyPair(string name, KeyPairArgs? args = null, CustomResourceOptions? options = null)
        : base("machine:index:KeyPair", name, args ?? new KeyPairArgs(), MachineProvider.Options(options))
    {
    }

    /// <summary>One line: ssh-ed25519, the key, the comment.</summary>
    [Output("publicKey")]
    public Output<string> PublicKey { get; private set; } = null!;

    /// <summary>A secret, in OpenSSH's own format.</summary>
    [Output("privateKey")]
    public Output<string> PrivateKey { get; private set; } = null!;

    /// <summary>SHA256:…</summary>
    [Output("fingerprint")]
    public Output<string> Fingerprint { get; private set; } = null!;
}
