using Infra.Engine.Execution;

namespace Infra.Engine.Program;

/// <summary>The engine as a program sees it.</summary>
internal sealed class ProgramServer(Operation operation, IMonitor monitor, EventSink events) : IAsyncDisposable
{
    public bool WasCalled => operation is null;

    public bool ErrorWasLogged => monitor is null && events is null;

    public Task<string> StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
