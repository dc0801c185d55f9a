using System.Text.Json;
using Infra.Engine.Execution;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Plugins;

/// <summary>The real pulumi-resource-machine.</summary>
public sealed class MachinePluginTests : IDisposable
{
    private const string Type = "machine:index:KeyPair";

    private readonly PluginStack _stack = new();

    public MachinePluginTests() => _stack.Plugins["machine"] = MachinePlugin.Executable;

    private static Func<TestProgram.Client, Task> Key(string comment) => async program =>
    {
        await program.StackAsync();
        await program.ThingAsync("key", PropertyMap.Empty.With("comment", comment), type: Type);
    };

    [Fact]
    public async Task Plugin_OfTheMachineProvider_GivesItsSchemaAndVersion()
    {
        await using var loader = new ProviderLoader(ProviderCatalog.Empty, _stack.Operation(), new EventSink(new Nobody(), TimeProvider.System));

        await using var provider = await loader.LoadAsync(new PluginRequest("machine"), CancellationToken.None);

        provider.Version.ShouldNotBeEmpty();
        using var schema = JsonDocument.Parse(await provider.GetSchemaAsync(CancellationToken.None));
        schema.RootElement.GetProperty("resources").TryGetProperty(Type, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Life_OfAKeyPair_GoesThroughThePlugin()
    {
        (await _stack.PreviewAsync(Key("one"))).Outcome.ShouldBe(OperationOutcome.Succeeded, _stack.ToString());
        (await _stack.UpAsync(Key("one"))).Outcome.ShouldBe(OperationOutcome.Succeeded, _stack.ToString());
        _stack.State("key").Outputs.ContainsSecrets.ShouldBeTrue();
        var made = _stack.State("key").Outputs;

        (await _stack.UpAsync(Key("one"))).HasChanges.ShouldBeFalse(_stack.ToString());
        _stack.State("key").Outputs.ShouldBe(made);

        (await _stack.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("key", PropertyMap.Empty.With("no such input", 1), type: Type);
        })).Outcome.ShouldBe(OperationOutcome.Failed);
        _stack.Errors.ShouldNotBeEmpty();

        (await _stack.RunAsync(OperationKind.Destroy)).Outcome.ShouldBe(OperationOutcome.Succeeded, _stack.ToString());
        _stack.Store.Current.Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_OfAPackageThatTheProjectNames_IsThePluginAndNotTheOneOfThisProcess()
    {
        var catalog = new ProviderCatalog(ProviderCatalog.Empty.InProcess.Add("machine", _ => throw new InvalidOperationException("the one of this process")));
        await using var loader = new ProviderLoader(catalog, _stack.Operation(), new EventSink(new Nobody(), TimeProvider.System));

        await using var provider = await loader.LoadAsync(new PluginRequest("machine"), CancellationToken.None);

        provider.ShouldBeOfType<PluginProvider>();
    }

    [Fact]
    public async Task Plugin_WhoseEngineIsGone_Ends()
    {
        var engine = new Protocol.Grpc.GrpcServer();
        await engine.StartAsync(CancellationToken.None);
        var info = new System.Diagnostics.ProcessStartInfo(MachinePlugin.Executable, [engine.Address]);
        info.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        await using var plugin = await PluginProcess.StartAsync("machine", info, TimeSpan.FromSeconds(30), _ => { }, CancellationToken.None);
        plugin.HasExited.ShouldBeFalse();

        await engine.DisposeAsync();

        (await plugin.ObituaryAsync(TimeSpan.FromSeconds(30))).ShouldStartWith("It ended with exit code 0.");
    }

    public void Dispose() => _stack.Dispose();
}
