using System.Collections.Immutable;

namespace Infra.Machine.States;

/// <summary>A service that runs, and starts with the server.</summary>
public sealed record ServiceState
{
    /// <summary>False where the unit has no install section: others start it.</summary>
    public bool Enabled { get; init; } = true;

    public ImmutableArray<string> ReloadOn { get; init; } = [];

    public ImmutableArray<string> RestartOn { get; init; } = [];

    /// <summary>Must succeed before a reload or a restart; "" if there is no such command.</summary>
    public string Check { get; init; } = "";
}
