using Pulumi;

namespace Infra.Ssh;

/// <summary>What a stack's configuration says about a server one already has.</summary>
public sealed record SshSettings
{
    public string? Address { get; init; }

    public string? User { get; init; }

    public int Port { get; init; } = 22;

    /// <summary>The server's own public key: its type and the key.</summary>
    public string? HostKey { get; init; }

    /// <summary>A secret.</summary>
    public Output<string>? PrivateKey { get; init; }

    /// <summary>A file on this computer that holds the private key instead.</summary>
    public string? IdentityFile { get; init; }

    public static SshSettings FromConfig(Config config) => new()
    {
        Address = config.Get("address"),
        User = config.Get("user"),
        Port = config.GetInt32("port") ?? 22,
        HostKey = config.Get("hostKey"),
        PrivateKey = string.IsNullOrEmpty(config.Get("privateKey")) ? null : config.GetSecret("privateKey"),
        IdentityFile = config.Get("identityFile"),
    };
}
