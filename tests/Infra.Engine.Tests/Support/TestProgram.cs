using Infra.Engine.Execution;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>A program that is a delegate.</summary>
internal sealed class TestProgram(Func<TestProgram.Client, Task> body) : IProgram
{
    private Operation? _operation;

    public Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken)
    {
        _operation = operation;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken)
    {
        try
        {
            await body(new Client(monitor, _operation!, cancellationToken)).WaitAsync(cancellationToken);
            return ProgramExit.Success;
        }
        catch (OperationCanceledException)
        {
            return new ProgramExit(false);
        }
        catch (ProgramFailure e)
        {
            return new ProgramExit(false, e.Message);
        }
    }

    /// <summary>The program's own error.</summary>
    internal sealed class ProgramFailure(string message) : Exception(message);

    /// <summary>What an SDK would do for a program.</summary>
    internal sealed class Client(IMonitor monitor, Operation operation, CancellationToken cancellationToken)
    {
        public IMonitor Monitor => monitor;

        public string StackUrn { get; } = Urn.RootStack(operation.StackName, operation.Project.Name);

        public CancellationToken Ended => cancellationToken;

        public Task<RegisteredResource> StackAsync() =>
            monitor.RegisterAsync(new Goal { Type = Urn.RootStackType, Name = $"{operation.Project.Name}-{operation.StackName}", Custom = false }, ProviderRequest.Default, cancellationToken);

        public Task<RegisteredResource> ThingAsync(string name, PropertyMap? inputs = null, Func<Goal, Goal>? options = null, string type = "test:index:Thing")
        {
            var goal = new Goal { Type = type, Name = name, Inputs = inputs ?? PropertyMap.Empty, Parent = StackUrn };
            return monitor.RegisterAsync(options?.Invoke(goal) ?? goal, ProviderRequest.Default, cancellationToken);
        }

        public Task<RegisteredResource> ComponentAsync(string name, PropertyMap? inputs = null, Func<Goal, Goal>? options = null) =>
            ThingAsync(name, inputs, goal => (options?.Invoke(goal) ?? goal) with { Custom = false }, "my:index:Component");

        public Task OutputsAsync(PropertyMap outputs) => monitor.RegisterOutputsAsync(StackUrn, outputs, cancellationToken);
    }
}
