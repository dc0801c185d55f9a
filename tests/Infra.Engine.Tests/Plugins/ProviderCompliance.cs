using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>What the engine may count on, whichever form a provider has.</summary>
public abstract class ProviderCompliance
{
    private static readonly string _urn = TestEngine.UrnOf("a");
    private static readonly PropertyValue _secret = ((PropertyValue)"canary").AsSecret();
    private static readonly PropertyMap _rich = PropertyMap.Empty
        .With("text", "ä ☃ \u0000")
        .With("number", 1e300)
        .With("none", PropertyValue.Null)
        .With("secret", _secret)
        .With("list", PropertyValue.Array(1, _secret, PropertyMap.Empty.With("deep", true)))
        .With("reference", new ResourceReferenceValue(_urn, "id", "1.0.0"))
        .With("asset", new AssetValue("text", null, null, new string('0', 64)));

    private Func<string, CancellationToken, Task> _during = (_, _) => Task.CompletedTask;

    internal Ledger Ledger { get; } = new();

    [Fact]
    public async Task Create_WithEveryKindOfValue_GivesThemBack() => await WithAsync(async provider =>
    {
        var result = await provider.CreateAsync(new CreateArgs(_urn, _rich, TimeSpan.FromSeconds(3), Preview: false), default);

        result.Outputs.ShouldBe(_rich.With("made", result.Id));
    });

    [Fact]
    public async Task Create_InAPreview_KeepsUnknowns() => await WithAsync(async provider =>
    {
        var inputs = PropertyMap.Empty.With("a", PropertyValue.Unknown).With("b", PropertyValue.Array(1, PropertyValue.Unknown));

        var result = await provider.CreateAsync(new CreateArgs(_urn, inputs, null, Preview: true), default);

        result.ShouldBe(new CreateResult("", inputs.With("made", PropertyValue.Unknown)));
    });

    [Fact]
    public async Task Check_ThatRefuses_NamesTheProperty() => await WithAsync(async provider =>
    {
        var result = await provider.CheckAsync(new CheckArgs(_urn, null, _rich.With("bad", true), new byte[32]), default);

        result.Failures.ShouldBe([new CheckFailure("bad", "is not wanted")]);
        result.Inputs.ShouldBe(_rich.With("bad", true));
    });

    [Fact]
    public async Task Diff_OfAReplacingChange_SaysAll() => await WithAsync(async provider =>
    {
        var old = PropertyMap.Empty.With("first", 1).With("size", 1);

        var diff = await provider.DiffAsync(new DiffArgs("1", _urn, old, old, PropertyMap.Empty.With("first", 2).With("more", true), []), default);

        diff.Changes.ShouldBe(DiffChanges.Some);
        diff.Replaces.ShouldBe(["first"]);
        diff.DeleteBeforeReplace.ShouldBeTrue();
        diff.DetailedDiff!.Select(d => $"{d.Key} {d.Value.Kind}").ShouldBe(["first Update", "more Add", "size Delete"]);
    });

    [Fact]
    public async Task Life_OfAThing_IsTheSame() => await WithAsync(async provider =>
    {
        var made = await provider.CreateAsync(new CreateArgs(_urn, _rich, null, Preview: false), default);
        var read = await provider.ReadAsync(new ReadArgs(made.Id, _urn, made.Outputs, _rich, null), default);
        read.ShouldBe(new ReadResult(made.Id, made.Outputs, _rich));

        var changed = await provider.UpdateAsync(new UpdateArgs(made.Id, _urn, made.Outputs, _rich, PropertyMap.Empty.With("size", 2), null, [], Preview: false), default);
        changed.Outputs.ShouldBe(PropertyMap.Empty.With("size", 2).With("made", made.Id));

        await provider.DeleteAsync(new DeleteArgs(made.Id, _urn, changed.Outputs, PropertyMap.Empty, null), default);
        Ledger.Things.ShouldBeEmpty();
        (await provider.ReadAsync(new ReadArgs(made.Id, _urn, changed.Outputs, null, null), default)).ShouldBeNull();
    });

    [Fact]
    public async Task Create_ThatHalfFails_TellsWhatIsThere() => await WithAsync(async provider =>
    {
        _during = (_, _) => throw new InitializationFailedException("half", _rich, PropertyMap.Empty, ["one", "two"]);

        var failure = await Should.ThrowAsync<InitializationFailedException>(provider.CreateAsync(new CreateArgs(_urn, _rich, null, Preview: false), default));

        (failure.Id, failure.Outputs, failure.Inputs).ShouldBe(("half", _rich, PropertyMap.Empty));
        failure.Reasons.ShouldBe(["one", "two"]);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_ThatFails_SaysWhetherItMayBeCorrupt(bool corrupt) => await WithAsync(async provider =>
    {
        _during = (_, _) => throw new ProviderException("no, weil «ß»\nis 100% so", mayBeCorrupt: corrupt);

        var failure = await Should.ThrowAsync<ProviderException>(
            provider.UpdateAsync(new UpdateArgs("1", _urn, _rich, _rich, _rich, null, [], Preview: false), default));

        (failure.Message, failure.MayBeCorrupt).ShouldBe(("no, weil «ß»\nis 100% so", corrupt));
    });

    [Fact]
    public async Task Cancel_DuringACreate_EndsIt() => await WithAsync(async provider =>
    {
        var begun = new TaskCompletionSource();
        _during = (_, token) =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        var creating = provider.CreateAsync(new CreateArgs(_urn, _rich, null, Preview: false), default);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await provider.CancelAsync(default);

        await Should.ThrowAsync<OperationCanceledException>(creating.WaitAsync(TimeSpan.FromSeconds(10)));
    });

    [Fact]
    public async Task Invoke_AfterConfigure_KnowsTheConfiguration() => await WithAsync(async provider =>
    {
        await provider.ConfigureAsync(_rich, default);

        var result = await provider.InvokeAsync(new InvokeArgs("test:index:f", _rich, Preview: false), default);

        result.Return.ShouldBe(_rich.With("configuration", _rich));
    });

    [Fact]
    public async Task Calls_AtTheSameTime_AreAllAnswered() => await WithAsync(async provider =>
    {
        var all = new TaskCompletionSource();
        var begun = 0;
        _during = (_, _) =>
        {
            if (Interlocked.Increment(ref begun) == 200)
            {
                all.SetResult();
            }

            return all.Task;
        };

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            provider.CreateAsync(new CreateArgs(TestEngine.UrnOf($"r{i}"), PropertyMap.Empty.With("key", $"{i}"), null, Preview: false), default)))
            .WaitAsync(TimeSpan.FromSeconds(30));

        results.Select(r => r.Id).ShouldBe(Enumerable.Range(0, 200).Select(i => $"key-{i}"));
    });

    /// <summary>Runs the test with the provider in the form that is tested.</summary>
    internal abstract Task WithAsync(IResourceProvider inner, Func<IResourceProvider, Task> test);

    private Task WithAsync(Func<IResourceProvider, Task> test) =>
        WithAsync(new TestProvider(Ledger) { During = (call, token) => _during(call, token) }, test);

    public sealed class InProcess : ProviderCompliance
    {
        internal override async Task WithAsync(IResourceProvider inner, Func<IResourceProvider, Task> test)
        {
            await using var provider = inner;
            await test(provider);
        }
    }

    public sealed class Plugin : ProviderCompliance
    {
        [Fact]
        public async Task Capabilities_OfAPlugin_AreThoseOfTheProvider()
        {
            var capabilities = new ProviderCapabilities(AcceptSecrets: true, AcceptResources: false, AcceptOutputs: false, SupportsPreview: true);
            await WithAsync(new TestProvider(Ledger) { Capabilities = capabilities }, provider =>
            {
                (provider.Capabilities, provider.Version).ShouldBe((capabilities, "1.0.0"));
                return Task.CompletedTask;
            });
        }

        [Fact]
        public async Task Create_OfOneThatTakesNoSecrets_GetsPlainValuesAndKeepsThemSecret() =>
            await WithAsync(new TestProvider(Ledger) { Capabilities = new ProviderCapabilities(AcceptSecrets: false) }, async provider =>
            {
                var inputs = PropertyMap.Empty.With("secret", _secret).With("map", PropertyMap.Empty.With("deep", _secret).With("open", 1));

                var check = await provider.CheckAsync(new CheckArgs(_urn, null, inputs, new byte[32]), default);
                var made = await provider.CreateAsync(new CreateArgs(_urn, inputs, null, Preview: false), default);

                check.Inputs.ShouldBe(inputs);
                made.Outputs.ShouldBe(inputs.With("made", made.Id));
                Ledger.Things.Values.Single().ContainsSecrets.ShouldBeFalse();
            });

        [Fact]
        public async Task Create_WhoseTokenFires_IsAskedToEndAndGivenUpAfterAWhile()
        {
            await using var served = new ServedProvider(new TestProvider(Ledger) { During = (_, _) => Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None) });
            await using var provider = await served.StartAsync(grace: TimeSpan.FromMilliseconds(200));
            using var abort = new CancellationTokenSource();
            var creating = provider.CreateAsync(new CreateArgs(_urn, _rich, null, Preview: false), abort.Token);

            await abort.CancelAsync();

            await Should.ThrowAsync<OperationCanceledException>(creating.WaitAsync(TimeSpan.FromSeconds(10)));
        }

        internal override async Task WithAsync(IResourceProvider inner, Func<IResourceProvider, Task> test)
        {
            await using var served = new ServedProvider(inner);
            await using var provider = await served.StartAsync();
            await test(provider);
        }
    }
}
