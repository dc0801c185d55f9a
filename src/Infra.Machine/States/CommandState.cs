namespace Infra.Machine.States;

/// <summary>What files and packages cannot say: brought about by a command, for the shell, as root.</summary>
/// <param name="Unless">Succeeds when it is so; a server on which it fails has drifted.</param>
/// <param name="Run">Brings it about; finds the files that this run has changed or removed, as they were, under $before.</param>
/// <param name="Undo">Takes it away with the layer.</param>
public sealed record CommandState(string Unless, string Run, string Undo);
