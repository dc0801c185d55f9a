namespace Infra.Machine.States;

/// <summary>A command that the application's user runs in a new release.</summary>
public sealed record PrepareStep(string Name, string Run);
