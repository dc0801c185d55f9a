using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi.Tests;

public sealed class MocksTests
{
    [Fact]
    public async Task TestAsync_StackClass_ReturnsItsResources()
    {
        var mocks = new EchoMocks();
        var resources = await Deployment.TestAsync<ShopStack>(mocks, new TestOptions { StackName = "dev", ProjectName = "shop" });

        resources.Select(r => r.GetResourceName()).ShouldBe(["shop-dev", "pair", "pair-1", "pair-2"], ignoreOrder: true);
        var stack = resources.OfType<ShopStack>().Single();
        (await stack.Both.DataAsync()).Value.ShouldBe("1,1");
        var second = resources.OfType<Bucket>().Single(b => b.GetResourceName() == "pair-2");
        (await second.Urn.DataAsync()).Value.ShouldBe("urn:pulumi:dev::shop::pulumi:pulumi:Stack$test:index:Bucket::pair-2");
        (await second.Id.DataAsync()).Value.ShouldBe("pair-2_id");
    }

    [Fact]
    public async Task TestAsync_Inputs_ArePlainKnownAndNotNull()
    {
        var mocks = new EchoMocks();
        var (_, outputs) = await Deployment.TestAsync(mocks, new TestOptions(), () => new Dictionary<string, object?>
        {
            ["bucket"] = new Bucket("a", new BucketArgs { Name = Output.CreateSecret("s"), Size = Outputs.Unknown<int>(), Tags = { ["x"] = "y" } }).Name,
        });

        var inputs = mocks.Seen["a"].Inputs;
        inputs.Keys.Sorted().ShouldBe(["name", "tags"]);
        inputs["name"].ShouldBe("s");
        inputs["tags"].ShouldBeOfType<ImmutableDictionary<string, object?>>()["x"].ShouldBe("y");
        (await outputs["bucket"].ShouldBeOfType<Output<string>>().DataAsync()).Value.ShouldBe("s");
    }

    [Fact]
    public async Task TestAsync_Invoke_GoesToCallAsync()
    {
        string? found = null;
        await Deployment.TestAsync(new EchoMocks(), new TestOptions { IsPreview = false }, async () =>
        {
            Deployment.Instance.IsDryRun.ShouldBeFalse();
            var args = new DictionaryInvokeArgs(ImmutableDictionary<string, object?>.Empty.Add("q", "x"));
            found = await Deployment.Instance.InvokeSingleAsync<string>("test:index:lookup", args);
        });

        found.ShouldBe("x");
    }

    [Fact]
    public async Task TestAsync_OneError_ThrowsIt() =>
        (await Should.ThrowAsync<RunException>(Deployment.TestAsync(new EmptyMocks(), new TestOptions(), () => Log.Error("bad")))).Message.ShouldBe("bad");

    [Fact]
    public async Task TestAsync_TwoErrors_ThrowsBoth()
    {
        var error = await Should.ThrowAsync<AggregateException>(Deployment.TestAsync(new EmptyMocks(), new TestOptions(), () =>
        {
            Log.Error("one");
            Log.Error("two");
        }));

        error.InnerExceptions.Select(e => e.Message).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task TestAsync_ManyAtOnce_DoNotSeeEachOther()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var name = "";
            await Deployment.TestAsync(new EmptyMocks(), new TestOptions { StackName = $"s{i}" }, async () =>
            {
                await Task.Yield();
                name = Deployment.Instance.StackName;
            });
            return name;
        }));

        names.ShouldBe(Enumerable.Range(0, 20).Select(i => $"s{i}"));
    }

    [Fact]
    public async Task TestWithServiceProviderAsync_StackNotRegistered_SaysSo() =>
        (await Should.ThrowAsync<RunException>(Deployment.TestWithServiceProviderAsync<ShopStack>(new EmptyMocks(), new NoServices())))
            .Message.ShouldContain("has no Pulumi.Tests.MocksTests+ShopStack");

    [Fact]
    public async Task TestAsync_ComponentOutputs_ReachTheMocks()
    {
        var mocks = new EchoMocks();
        await Deployment.TestAsync<ShopStack>(mocks);

        mocks.Outputs.Keys.ShouldContain("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Pair::pair");
    }

    [Fact]
    public async Task TestAsync_LongChain_EndsWithAll()
    {
        const int Count = 5_000;
        var first = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        var resources = await Deployment.TestAsync(new EmptyMocks(), new TestOptions { IsPreview = false }, () =>
        {
            Input<string> last = Output.Create(first.Task);
            for (var i = 0; i < Count; i++)
            {
                last = new Bucket($"b{i}", new BucketArgs { Name = last }).Id;
            }

            first.SetResult("n");
        });

        resources.OfType<Bucket>().Count().ShouldBe(Count);
    }

    private sealed class ShopStack : Stack
    {
        public ShopStack() => Both = new Pair("pair").Both;

        [Output]
        public Output<string> Both { get; set; }
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class EchoMocks : IMocks
    {
        public System.Collections.Concurrent.ConcurrentDictionary<string, MockResourceArgs> Seen { get; } = new();

        public System.Collections.Concurrent.ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> Outputs { get; } = new();

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Seen[args.Name!] = args;
            return Task.FromResult<(string? id, object state)>(($"{args.Name}_id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);

        public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
        {
            Outputs[args.Urn] = args.Outputs;
            return Task.CompletedTask;
        }
    }
}
