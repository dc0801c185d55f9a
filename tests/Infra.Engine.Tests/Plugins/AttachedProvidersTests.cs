using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Plugins;

/// <summary>PULUMI_DEBUG_PROVIDERS: providers that run already.</summary>
public sealed class AttachedProvidersTests : IDisposable
{
    private readonly PluginStack _stack = new();

    public void Dispose() => _stack.Dispose();

    private static async Task KeyAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        await program.ThingAsync("key", PropertyMap.Empty, type: "machine:index:KeyPair");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("machine:1", "machine=1")]
    [InlineData(" machine : 40123 , random:65535,", "machine=40123 random=65535")]
    public void Parse_OfPackagesAndPorts_KnowsThem(string text, string expected) =>
        string.Join(' ', AttachedProviders.Parse(text).Select(p => $"{p.Key}={p.Value}")).ShouldBe(expected);

    [Theory]
    [InlineData("machine", "'machine' is not a package and the port")]
    [InlineData("machine:", "'machine:' is not")]
    [InlineData(":40123", "':40123' is not")]
    [InlineData("machine:0", "'machine:0' is not")]
    [InlineData("machine:65536", "'machine:65536' is not")]
    [InlineData("machine:-1", "'machine:-1' is not")]
    [InlineData("machine:4o", "'machine:4o' is not")]
    [InlineData("127.0.0.1:40123:1", "'127.0.0.1:40123:1' is not")]
    [InlineData("machine:1,machine:2", "The package 'machine' is named twice")]
    public void Parse_OfAnythingElse_SaysWhat(string text, string detail)
    {
        var problem = Should.Throw<InfraException>(() => AttachedProviders.Parse(text));

        problem.Code.ShouldBe("INF4309");
        problem.Detail.ShouldContain(detail);
    }

    [Fact]
    public async Task Operations_WithAProviderThatRuns_CallItThereAndLeaveItRunning()
    {
        var info = new ProcessStartInfo(MachinePlugin.Executable);
        info.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        await using var running = await PluginProcess.StartAsync("machine", info, TimeSpan.FromSeconds(30), _ => { }, CancellationToken.None);
        _stack.Environment = new PluginEnvironment([], "/nowhere") { MayDownload = false, Attached = $"other:1,machine:{running.Port}" };

        (await _stack.UpAsync(KeyAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded, _stack.ToString());
        _stack.State("key").Outputs.ContainsSecrets.ShouldBeTrue();
        (await _stack.UpAsync(KeyAsync)).HasChanges.ShouldBeFalse(_stack.ToString());
        (await _stack.RunAsync(OperationKind.Destroy)).Outcome.ShouldBe(OperationOutcome.Succeeded, _stack.ToString());

        running.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Up_WithAProviderThatDoesNotRun_SaysWhere()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _stack.Environment = new PluginEnvironment([], "/nowhere") { Attached = $"machine:{port}" };

        (await _stack.UpAsync(KeyAsync)).Outcome.ShouldBe(OperationOutcome.Failed);

        var error = _stack.Errors.ShouldHaveSingleItem();
        error.ShouldStartWith("INF4309: the provider 'machine' that PULUMI_DEBUG_PROVIDERS names does not answer");
        error.ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task Up_WithAVariableThatCannotBeUnderstood_ChangesNothing()
    {
        _stack.Environment = new PluginEnvironment([], "/nowhere") { Attached = "machine" };

        (await _stack.UpAsync(KeyAsync)).Outcome.ShouldBe(OperationOutcome.Failed);

        _stack.Errors.ShouldHaveSingleItem().ShouldStartWith("INF4309: PULUMI_DEBUG_PROVIDERS cannot be understood");
        _stack.Store.Current.Resources.ShouldNotContain(r => r.Custom);
    }
}
