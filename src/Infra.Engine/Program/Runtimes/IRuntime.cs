using Infra.Engine.Diagnostics;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Knows how programs of one runtime are started.</summary>
internal interface IRuntime
{
    /// <summary>The command, after building the program if need be.</summary>
    /// <exception cref="InfraException">It cannot be started, and why.</exception>
    Task<ProgramCommand> PrepareAsync(ProgramStart start, CancellationToken cancellationToken);
}
