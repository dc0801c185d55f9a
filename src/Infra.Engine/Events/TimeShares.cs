namespace Infra.Engine.Events;

/// <summary>Where the time of an operation went; the three are all of it.</summary>
/// <param name="Program">Waited for the program: until it asked for something, and between its requests.</param>
/// <param name="Providers">At least one call of a provider was under way.</param>
/// <param name="Engine">The rest: the engine's own work, and what it writes.</param>
public sealed record TimeShares(TimeSpan Program, TimeSpan Providers, TimeSpan Engine);
