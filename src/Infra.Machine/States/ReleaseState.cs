using System.Collections.Immutable;

namespace Infra.Machine.States;

/// <summary>How a version of the application is made ready and taken into service.</summary>
public sealed record ReleaseState
{
    public required string Name { get; init; }

    public required string Root { get; init; }

    public required string Owner { get; init; }

    public required string EnvironmentFile { get; init; }

    public required ImmutableArray<PrepareStep> Prepare { get; init; }

    public required string Service { get; init; }

    public required string SocketDirectory { get; init; }

    public required string HealthPath { get; init; }

    /// <summary>The name it is asked by; may be a placeholder.</summary>
    public required string HealthHost { get; init; }

    /// <summary>Contents of which a change wants a new release, by what they are; may hold placeholders.</summary>
    public required ImmutableSortedDictionary<string, string> Triggers { get; init; }
}
