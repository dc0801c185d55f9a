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

    /// <summary>DATABASE_URL of a database that is elsewhere; a secret. Null where it is on the server, or nowhere.</summary>
    public Input<string>? DatabaseUrl { get; init; }

    /// <summary>What makes that database one the application can use: a release is made after it.</summary>
    public IReadOnlyList<Resource> DatabaseParts { get; init; } = [];

    /// <summary>What makes the domain lead here, if the host does that: the certificate is asked for after it.</summary>
    public IReadOnlyList<Resource> DomainRecords { get; init; } = [];
}
