namespace Infra.Engine.State;

/// <summary>A state file says something that no state can say; the store adds the file's place.</summary>
public sealed class StateFormatException(string message) : Exception(message);
