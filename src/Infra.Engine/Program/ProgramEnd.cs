namespace Infra.Engine.Program;

/// <summary>How a program's process ended.</summary>
/// <param name="ExitCode">128 and the signal's number if a signal ended it.</param>
/// <param name="Complained">It wrote to its standard error.</param>
internal sealed record ProgramEnd(int ExitCode, bool Complained = false);
