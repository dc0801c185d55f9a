using System.Collections.Immutable;

namespace Infra.Cli.Prerequisites;

/// <summary>A tool a host needs on this computer, and Debian's package that has it.</summary>
internal sealed record Requirement(string Tool, string Package)
{
    private static readonly Requirement _ssh = new("ssh", "openssh-client");

    private static readonly ImmutableArray<Requirement> _local =
    [
        new("systemd-nspawn", "systemd-container"),
        new("mmdebstrap", "mmdebstrap"),
        new("nft", "nftables"),
        new("ip", "iproute2"),
        _ssh,
    ];

    /// <summary>What a host, named as in infra:host, needs.</summary>
    public static ImmutableArray<Requirement> Of(string host) => host switch
    {
        "local" => _local,
        "ssh" => [_ssh],
        _ => [],
    };
}
