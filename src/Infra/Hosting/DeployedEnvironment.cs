using Pulumi;

namespace Infra.Hosting;

/// <summary>What a host hands back of an environment it deployed.</summary>
public sealed record DeployedEnvironment
{
    /// <summary>Where the site answers.</summary>
    public required Output<string> Url { get; init; }

    /// <summary>The server's address.</summary>
    public required Output<string> Address { get; init; }

    /// <summary>How to log in, as a command.</summary>
    public required Output<string> Login { get; init; }

    /// <summary>The release that serves.</summary>
    public required Output<string> Release { get; init; }

    /// <summary>The authority whose certificates the site shows; null where a public one signs.</summary>
    public Output<string>? CaFile { get; init; }

    /// <summary>The server's name on this computer; null where it has none here.</summary>
    public Output<string>? Hostname { get; init; }
}
