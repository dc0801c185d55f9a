using System.Text.Json;
using Infra.Engine.Execution;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Machine.Provider;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>The machine provider answers the same in this process and as the plugin pulumi-resource-machine.</summary>
public sealed class MachineFormsTests : IDisposable
{
    private readonly PluginStack _plugin = new();
    private readonly PluginStack _inProcess = new(new ProviderCatalog(ProviderCatalog.Empty.InProcess.Add("machine", host => new MachineProvider(host))));

    public MachineFormsTests() => _plugin.Plugins["machine"] = MachinePlugin.Executable;

    public void Dispose()
    {
        _plugin.Dispose();
        _inProcess.Dispose();
    }

    [Fact]
    public async Task Calls_InBothForms_AreAnsweredTheSame()
    {
        await using var loader = new ProviderLoader(ProviderCatalog.Empty, _plugin.Operation(), new EventSink(new Nobody(), TimeProvider.System));
        await using var plugin = await loader.LoadAsync(new PluginRequest("machine"), CancellationToken.None);
        await using var own = new MachineProvider(new ProviderContractTests.Silence());

        (plugin.Version, plugin.Capabilities).ShouldBe((own.Version, own.Capabilities));
        var schema = await own.GetSchemaAsync(default);
        (await plugin.GetSchemaAsync(default)).ShouldBe(schema);
        foreach (var (what, call) in Calls(schema))
        {
            (await AnswerAsync(plugin, call)).ShouldBe(await AnswerAsync(own, call), what);
        }
    }

    [Fact]
    public async Task Program_InBothForms_LeavesTheSameState()
    {
        (await _plugin.UpAsync(ProgramAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded, _plugin.ToString());
        (await _inProcess.UpAsync(ProgramAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded, _inProcess.ToString());

        var state = _plugin.Store.Current.Resources.Select(Describe).ToArray();
        state.ShouldBe(_inProcess.Store.Current.Resources.Select(Describe));
        state.Length.ShouldBe(6);

        (await _plugin.UpAsync(ProgramAsync)).HasChanges.ShouldBeFalse(_plugin.ToString());
        (await _inProcess.UpAsync(ProgramAsync)).HasChanges.ShouldBeFalse(_inProcess.ToString());
    }

    [Fact]
    public async Task State_OfOneForm_IsGoneOnWithByTheOther()
    {
        await _plugin.UpAsync(ProgramAsync);
        await _inProcess.Store.SaveAsync(_plugin.Store.Current, default);

        (await _inProcess.UpAsync(ProgramAsync)).HasChanges.ShouldBeFalse(_inProcess.ToString());
        (await _inProcess.RunAsync(OperationKind.Refresh)).HasChanges.ShouldBeFalse(_inProcess.ToString());
    }

    private static async Task ProgramAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        await program.ThingAsync("key", PropertyMap.Empty.With("comment", "shop"), type: "machine:index:KeyPair");
        await program.ThingAsync("password", PropertyMap.Empty, type: "machine:index:Password");
        var authority = await program.ThingAsync("authority", PropertyMap.Empty.With("commonName", "shop"), type: "machine:index:CertificateAuthority");
        var inputs = PropertyMap.Empty
            .With("authorityCertificate", authority.Properties["certificate"])
            .With("authorityPrivateKey", authority.Properties["privateKey"])
            .With("dnsNames", PropertyValue.Array("shop.example"));
        await program.ThingAsync("certificate", inputs, goal => goal with { Dependencies = [authority.Urn] }, "machine:index:Certificate");
    }

    /// <summary>Every resource, good, empty and misspelled, through the calls that need no server; and names that there are not.</summary>
    private static IEnumerable<(string What, Func<IResourceProvider, Task<string>> Call)> Calls(string schema)
    {
        foreach (var type in JsonDocument.Parse(schema).RootElement.GetProperty("resources").EnumerateObject().Select(r => r.Name))
        {
            foreach (var inputs in new[] { PropertyMap.Empty, PropertyMap.Empty.With("nonsense", 1), PropertyMap.Empty.With("comment", PropertyValue.Unknown) })
            {
                yield return ($"check {type} {inputs}", async p => Text(await p.CheckAsync(new CheckArgs(TestEngine.UrnOf("a", type), null, inputs, new byte[32]), default)));
            }

            yield return ($"read {type}", async p => Text(await p.ReadAsync(new ReadArgs("id", TestEngine.UrnOf("a", type), PropertyMap.Empty, null, null), default)));
        }

        foreach (var sample in ProviderContractTests.Machine)
        {
            yield return ($"diff {sample.Type}", async p => Text(await ProviderContract.DiffAsync(p, sample, new CreateResult("id", sample.Inputs), sample.Inputs, sample.Changed)));
            yield return ($"preview {sample.Type}", async p => Text(await p.CreateAsync(new CreateArgs(sample.Urn, sample.Inputs, null, Preview: true), default)));
            yield return ($"create {sample.Type}", async p => Text(await p.CreateAsync(new CreateArgs(sample.Urn, sample.Inputs, null, Preview: false), default)));
            yield return ($"update {sample.Type}", async p => (await p.UpdateAsync(new UpdateArgs("id", sample.Urn, sample.Inputs, sample.Inputs, sample.Changed, null, [], Preview: false), default)).Outputs.ToString());
        }

        yield return ("no such resource", async p => Text(await p.CheckAsync(new CheckArgs(TestEngine.UrnOf("a", "machine:index:KeyPear"), null, PropertyMap.Empty, default), default)));
        yield return ("no such function", async p => (await p.InvokeAsync(new InvokeArgs("machine:index:inspect", PropertyMap.Empty, Preview: false), default)).ToString());
        yield return ("no such configuration", async p => Text(await p.CheckConfigAsync(new CheckArgs(TestEngine.UrnOf("default", "pulumi:providers:machine"), null, PropertyMap.Empty.With("nonsense", "1"), default), default)));
    }

    private static async Task<string> AnswerAsync(IResourceProvider provider, Func<IResourceProvider, Task<string>> call)
    {
        try
        {
            return await call(provider);
        }
        catch (ProviderException e)
        {
            return $"refused ({e.MayBeCorrupt}): {e.Message}";
        }
    }

    private static string Text(CheckResult result) => $"{result.Inputs} {string.Join("; ", result.Failures.Select(f => $"{f.Property}: {f.Reason}"))}";

    private static string Text(DiffResult diff) =>
        $"{diff.Changes} {string.Join(',', diff.Replaces)} {diff.DeleteBeforeReplace} {string.Join(',', diff.Diffs)} {string.Join(',', diff.DetailedDiff?.Select(d => $"{d.Key}:{d.Value}") ?? [])}";

    private static string Text(CreateResult result) => $"{result.Id.Length} {Shape(result.Outputs)}";

    private static string Text(ReadResult? result) => result is null ? "nothing" : $"{result.Id} {result.Outputs} {result.Inputs}";

    /// <summary>A resource without what is different in every life.</summary>
    private static string Describe(ResourceState state) => string.Join(
        ' ', state.Urn, state.Type, state.Id.Length, Shape(state.Inputs), Shape(state.Outputs), state.Parent, ProviderOf(state), string.Join(',', state.Dependencies),
        string.Join(',', state.PropertyDependencies.Select(p => $"{p.Key}:{string.Join(',', p.Value)}")), state.Protect, state.External);

    private static string ProviderOf(ResourceState state) => Urns.ProviderReference.Parse(state.Provider)?.Urn ?? "";

    /// <summary>Made texts by their length, as far as that is always the same, and everything else as it is.</summary>
    private static string Shape(PropertyMap properties) => string.Join(' ', properties.Select(p => $"{p.Key}={Shape(p.Value)}"));

    private static string Shape(PropertyValue value) => value switch
    {
        SecretValue secret => $"secret {Shape(secret.Value)}",
        StringValue { Value.Length: > 40 } => "long text",
        StringValue { Value.Length: >= 16 } text => $"{text.Value.Length} characters",
        StringValue text when text.Value.Any(char.IsDigit) => $"{text.Value.Length} characters",
        _ => value.ToString(),
    };
}
