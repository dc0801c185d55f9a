using Infra.Engine.Execution;

namespace Infra.Engine.Program;

/// <summary>A program that declares resources.</summary>
internal interface IProgram
{
    /// <summary>Makes it ready to run, building it if need be.</summary>
    /// <exception cref="Diagnostics.InfraException">It cannot be run, and why.</exception>
    Task PrepareAsync(Operation operation, EventSink events, CancellationToken cancellationToken);

    /// <summary>Runs it to its end; cancellation ends it. Never throws for what the program does.</summary>
    Task<ProgramExit> RunAsync(Operation operation, IMonitor monitor, EventSink events, CancellationToken cancellationToken);
}

/// <summary>How a program ended.</summary>
/// <param name="Succeeded">It declared all it wanted.</param>
/// <param name="Problem">What to tell of its failure; "" if the program has told that itself.</param>
internal sealed record ProgramExit(bool Succeeded, string Problem = "")
{
    public static ProgramExit Success { get; } = new(true);
}
