namespace Infra.Engine.State;

/// <summary>A state file that this engine must not touch because it does not understand it.</summary>
public sealed class StateVersionException(string message) : Exception(message);
