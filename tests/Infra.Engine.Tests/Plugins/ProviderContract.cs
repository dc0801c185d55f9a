using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>What an engine may count on of any provider, in whichever form, shown with resources that need nothing around them.</summary>
public abstract class ProviderContract
{
    private static readonly byte[] _seed = new byte[32];

    /// <param name="Type">A type token.</param>
    /// <param name="Inputs">With all that it needs.</param>
    /// <param name="Changed">The same thing, otherwise.</param>
    /// <param name="Bad">What the provider refuses.</param>
    /// <param name="BadProperty">Which property is wrong in it.</param>
    internal sealed record Sample(string Type, PropertyMap Inputs, PropertyMap Changed, PropertyMap Bad, string BadProperty)
    {
        public string Urn { get; } = TestEngine.UrnOf("a", Type);
    }

    internal abstract IEnumerable<Sample> Samples { get; }

    /// <summary>The caller disposes it.</summary>
    internal abstract Task<IResourceProvider> StartAsync();

    [Fact]
    public Task Check_OfGoodInputs_IsTheSameTheSecondTime() => ForEachAsync(async (provider, sample) =>
    {
        var first = await CheckAsync(provider, sample, null, sample.Inputs);

        var second = await CheckAsync(provider, sample, first.Inputs, first.Inputs);

        first.Failures.ShouldBeEmpty();
        second.Failures.ShouldBeEmpty();
        second.Inputs.ShouldBe(first.Inputs);
        sample.Inputs.ShouldAllBe(input => first.Inputs[input.Key].Equals(input.Value));
    });

    [Fact]
    public Task Check_OfBadInputs_NamesTheProperty() => ForEachAsync(async (provider, sample) =>
        (await CheckAsync(provider, sample, null, sample.Bad)).Failures.ShouldContain(failure => failure.Property == sample.BadProperty && failure.Reason.Length > 0));

    [Fact]
    public Task Check_WithSecretsAndUnknowns_KeepsThem() => ForEachAsync(async (provider, sample) =>
    {
        foreach (var (name, value) in sample.Inputs)
        {
            (await CheckAsync(provider, sample, null, sample.Inputs.With(name, value.AsSecret()))).Inputs[name].ShouldBe(value.AsSecret());
            (await CheckAsync(provider, sample, null, sample.Inputs.With(name, PropertyValue.Unknown))).Inputs[name].ShouldBe(PropertyValue.Unknown);
        }
    });

    [Fact]
    public Task Create_InAPreview_SaysWhichOutputsThereWillBe() => ForEachAsync(async (provider, sample) =>
    {
        var inputs = (await CheckAsync(provider, sample, null, sample.Inputs)).Inputs;

        var previewed = await provider.CreateAsync(new CreateArgs(sample.Urn, inputs, null, Preview: true), default);
        var made = await provider.CreateAsync(new CreateArgs(sample.Urn, inputs, null, Preview: false), default);

        previewed.Id.ShouldBe("");
        previewed.Outputs.Keys.ShouldBe(made.Outputs.Keys);
        previewed.Outputs.ShouldAllBe(output => output.Value.ContainsUnknowns || output.Value.Equals(made.Outputs[output.Key]));
        await DeleteAsync(provider, sample, made, inputs);
    });

    [Fact]
    public Task Life_OfAResource_IsAsTheEngineCountsOn() => ForEachAsync(async (provider, sample) =>
    {
        var inputs = (await CheckAsync(provider, sample, null, sample.Inputs)).Inputs;
        var made = await provider.CreateAsync(new CreateArgs(sample.Urn, inputs, TimeSpan.FromMinutes(1), Preview: false), default);
        made.Id.ShouldNotBeEmpty();
        made.Outputs.ContainsUnknowns.ShouldBeFalse();

        (await provider.ReadAsync(new ReadArgs(made.Id, sample.Urn, made.Outputs, inputs, null), default)).ShouldBe(new ReadResult(made.Id, made.Outputs, inputs));
        (await DiffAsync(provider, sample, made, inputs, inputs)).Changes.ShouldBe(DiffChanges.None);

        var changed = (await CheckAsync(provider, sample, inputs, sample.Changed)).Inputs;
        var diff = await DiffAsync(provider, sample, made, inputs, changed);
        diff.Changes.ShouldBe(DiffChanges.Some);
        if (!diff.RequiresReplacement)
        {
            var updated = await provider.UpdateAsync(new UpdateArgs(made.Id, sample.Urn, made.Outputs, inputs, changed, null, [], Preview: false), default);
            made = made with { Outputs = updated.Outputs };
            (await DiffAsync(provider, sample, made, changed, changed)).Changes.ShouldBe(DiffChanges.None);
        }

        await DeleteAsync(provider, sample, made, changed);
        await DeleteAsync(provider, sample, made, changed);
    });

    [Fact]
    public Task Create_ManyAtOnce_MakesAsMany() => ForEachAsync(async (provider, sample) =>
    {
        var inputs = (await CheckAsync(provider, sample, null, sample.Inputs)).Inputs;

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => provider.CreateAsync(new CreateArgs(sample.Urn, inputs, null, Preview: false), default)));

        made.Select(m => m.Id).Distinct().Count().ShouldBe(20);
    });

    [Fact]
    public async Task Provider_AskedWhoItIs_HasAVersionAndASchema()
    {
        await using var provider = await StartAsync();

        provider.Version.ShouldMatch(@"^\d+\.\d+\.\d+$");
        System.Text.Json.JsonDocument.Parse(await provider.GetSchemaAsync(default)).RootElement.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        var configuration = await provider.CheckConfigAsync(new CheckArgs(TestEngine.UrnOf("default", "pulumi:providers:x"), null, PropertyMap.Empty, default), default);
        (configuration.Inputs, configuration.Failures.Length).ShouldBe((PropertyMap.Empty, 0));
        await provider.ConfigureAsync(PropertyMap.Empty, default);
    }

    [Fact]
    public async Task Cancel_Twice_IsAsOnce()
    {
        await using var provider = await StartAsync();

        await provider.CancelAsync(default);
        await provider.CancelAsync(default);
    }

    internal static Task<CheckResult> CheckAsync(IResourceProvider provider, Sample sample, PropertyMap? olds, PropertyMap news) =>
        provider.CheckAsync(new CheckArgs(sample.Urn, olds, news, _seed), default);

    internal static Task<DiffResult> DiffAsync(IResourceProvider provider, Sample sample, CreateResult made, PropertyMap olds, PropertyMap news) =>
        provider.DiffAsync(new DiffArgs(made.Id, sample.Urn, made.Outputs, olds, news, []), default);

    internal static Task DeleteAsync(IResourceProvider provider, Sample sample, CreateResult made, PropertyMap inputs) =>
        provider.DeleteAsync(new DeleteArgs(made.Id, sample.Urn, made.Outputs, inputs, null), default);

    private async Task ForEachAsync(Func<IResourceProvider, Sample, Task> test)
    {
        await using var provider = await StartAsync();
        foreach (var sample in Samples)
        {
            await test(provider, sample);
        }
    }
}
