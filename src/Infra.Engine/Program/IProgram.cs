using Infra.Engine.Execution;

namespace Infra.Engine.Program;

/// <summary>A program that declares resources.</summary>
internal interface IProgram : IAsyncDisposable
{
    /// <summary>Starts it, after building it if need be; its requests wait for <see cref="RunAsync"/>. Disposal ends it.</summary>
    /// <exception cref="Diagnostics.InfraException">It cannot be run, and why.</exception>
    Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken);

    /// <summary>Answers it to its end; cancellation ends it. Never throws for what the program does.</summary>
    Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken);
}

/// <summary>How a program ended.</summary>
/// <param name="Succeeded">It declared all it wanted.</param>
/// <param name="Problem">What to tell of its failure; "" if the program has told that itself.</param>
internal sealed record ProgramExit(bool Succeeded, string Problem = "")
{
    public static ProgramExit Success { get; } = new(true);
}
