using Infra.Cli.Costs;
using Infra.Engine;
using Infra.Engine.Execution;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Support;

/// <summary>A program that is a delegate and declares components, which need no provider, and things of a <see cref="Shelf"/>.</summary>
internal sealed class DeclaringProgram(Func<DeclaringProgram.Client, Task> body) : IProgram
{
    private Operation? _operation;

    public Task StartAsync(Operation operation, EventSink events, CancellationToken cancellationToken)
    {
        _operation = operation;
        return Task.CompletedTask;
    }

    public async Task<ProgramExit> RunAsync(IMonitor monitor, CancellationToken cancellationToken)
    {
        try
        {
            var client = new Client(monitor, Urn.RootStack(_operation!.StackName, _operation.Project.Name), cancellationToken) { Parallel = _operation.Parallel };
            await client.RegisterAsync(new Goal { Type = Urn.RootStackType, Name = $"{_operation.Project.Name}-{_operation.StackName}", Custom = false });
            await body(client).WaitAsync(cancellationToken);
            return ProgramExit.Success;
        }
        catch (OperationCanceledException)
        {
            return new ProgramExit(false);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal sealed class Client(IMonitor monitor, string stack, CancellationToken cancellationToken)
    {
        /// <summary>Steps at the same time.</summary>
        public int Parallel { get; init; }

        public Task<RegisteredResource> RegisterAsync(Goal goal) => monitor.RegisterAsync(goal, ProviderRequest.Default, cancellationToken);

        public Task<RegisteredResource> ThingAsync(string name, PropertyMap inputs, string type = "Thing", bool protect = false, params string[] dependencies) => RegisterAsync(
            new Goal { Type = $"test:index:{type}", Name = name, Parent = stack, Inputs = inputs, Protect = protect, Dependencies = [.. dependencies] });

        public Task OutputsAsync(PropertyMap outputs) => monitor.RegisterOutputsAsync(stack, outputs, cancellationToken);

        /// <summary>An environment that says what it costs, as src/Infra does.</summary>
        public async Task EnvironmentAsync(string name, params (string Item, double Monthly, string Currency, string Note)[] lines)
        {
            var urn = (await monitor.RegisterAsync(new Goal { Type = DeclaredCost.EnvironmentType, Name = name, Custom = false, Parent = stack }, ProviderRequest.Default, cancellationToken)).Urn;
            await monitor.RegisterOutputsAsync(urn, [new("costLines", CostLines.Of(lines))], cancellationToken);
        }

        public Task ComponentAsync(string name, PropertyMap inputs) =>
            RegisterAsync(new Goal { Type = "my:index:Web", Name = name, Custom = false, Parent = stack, Inputs = inputs });
    }
}
