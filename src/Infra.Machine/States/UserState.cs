namespace Infra.Machine.States;

/// <summary>A user that no one logs in as.</summary>
public sealed record UserState(string Home);
