namespace Infra.Engine.Program;

/// <summary>Where a program is: the directory it runs in, and the file `main` names; null if `main` is a directory or absent.</summary>
internal sealed record ProgramPlace(string Directory, string? File = null);
