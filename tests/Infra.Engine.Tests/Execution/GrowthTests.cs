using System.Collections.Immutable;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Execution;

/// <summary>Cost grows with the graph. Time would be a poor witness on a busy computer; what is allocated is a good one. Alone, as that is counted for the process.</summary>
[Collection(nameof(GrowthTests))]
public sealed class GrowthTests
{
    private const int Few = 250;
    private const int Times = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Operations_OnEightTimesTheResources_AllocateAboutEightTimesAsMuch(bool chained)
    {
        await MeasureAsync(Few, chained); // loads and initializes what is done once
        var few = await MeasureAsync(Few, chained);
        var many = await MeasureAsync(Few * Times, chained);

        foreach (var (operation, allocated) in few)
        {
            ((double)many[operation] / allocated).ShouldBeLessThan(Times * 1.5, operation);
        }
    }

    private static async Task<Dictionary<string, long>> MeasureAsync(int count, bool chained)
    {
        var store = new LastStateStore();
        var ledger = new Ledger();
        return new()
        {
            ["up"] = await MeasureAsync(store, ledger, OperationKind.Up, dryRun: false, client => DeclareAsync(client, count, chained, "one")),
            ["preview"] = await MeasureAsync(store, ledger, OperationKind.Up, dryRun: true, client => DeclareAsync(client, count, chained, "one")),
            ["change"] = await MeasureAsync(store, ledger, OperationKind.Up, dryRun: false, client => DeclareAsync(client, count, chained, "two")),
            ["refresh"] = await MeasureAsync(store, ledger, OperationKind.Refresh, dryRun: false, _ => Task.CompletedTask),
            ["destroy"] = await MeasureAsync(store, ledger, OperationKind.Destroy, dryRun: false, _ => Task.CompletedTask),
        };
    }

    private static async Task<long> MeasureAsync(LastStateStore store, Ledger ledger, OperationKind kind, bool dryRun, Func<TestProgram.Client, Task> program)
    {
        var providers = new ProviderCatalog(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty.Add("test", _ => new TestProvider(ledger)));
        var engine = new DeploymentEngine(store, providers, TimeProvider.System, () => new TestProgram(program));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await engine.RunAsync(new Operation(kind, TestEngine.Project, "dev", StackConfig.Empty) { Parallel = 8, DryRun = dryRun }, new Nobody(), CancellationToken.None, CancellationToken.None);
        result.Outcome.ShouldBe(OperationOutcome.Succeeded);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static async Task DeclareAsync(TestProgram.Client client, int count, bool chained, string value)
    {
        await client.StackAsync();
        var independent = new List<Task>();
        var last = "";
        for (var i = 0; i < count; i++)
        {
            var inputs = PropertyMap.Empty.With("value", i == 0 ? value : "same");
            ImmutableArray<string> dependencies = last.Length > 0 ? [last] : [];
            var registering = client.ThingAsync($"t{i}", inputs, goal => goal with { Dependencies = dependencies });
            if (chained)
            {
                last = (await registering).Urn;
            }
            else
            {
                independent.Add(registering);
            }
        }

        await Task.WhenAll(independent);
    }
}

[CollectionDefinition(nameof(GrowthTests), DisableParallelization = true)]
public sealed class GrowthTestsAlone;
