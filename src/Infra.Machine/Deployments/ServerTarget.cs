using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>A server that is there, or will be: how to reach it, and what its end takes with it.</summary>
public sealed record ServerTarget
{
    public required Input<string> Address { get; init; }

    public required Input<int> Port { get; init; }

    public required string User { get; init; }

    /// <summary>A secret.</summary>
    public required Input<string> PrivateKey { get; init; }

    public required Input<string> HostKey { get; init; }

    /// <summary>The resource that is the server; null for one that is nobody's to delete.</summary>
    public CustomResource? Server { get; init; }

    /// <summary>Ends the names of the resources inside it: "" for a site's first server, "-2" for the next.</summary>
    public string Suffix { get; init; } = "";
}
