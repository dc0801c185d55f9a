using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Events;
using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Protocol.Grpc;
using Pulumirpc;
using LogSeverity = Infra.Protocol.Providers.LogSeverity;

namespace Infra.Engine.Tests.Program;

public sealed class EngineServiceTests : IAsyncLifetime
{
    private readonly GrpcServer _server = new();
    private readonly List<DiagnosticEvent> _messages = [];
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        new EngineService(new EventSink(new Keeper(_messages), TimeProvider.System)).MapTo(_server);
        await _server.StartAsync(CancellationToken.None);
        _channel = new GrpcChannel(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    private Task LogAsync(int severity, string urn) => _channel.UnaryCallAsync(
        "pulumirpc.Engine/Log", new LogRequest { Severity = (Pulumirpc.LogSeverity)severity, Message = "hello", Urn = urn, StreamId = -1, Ephemeral = true }, Empty.Parser);

    [Theory]
    [InlineData(0, LogSeverity.Debug)]
    [InlineData(1, LogSeverity.Info)]
    [InlineData(2, LogSeverity.Warning)]
    [InlineData(3, LogSeverity.Error)]
    public async Task Log_OfEachSeverity_IsShownAsSuch(int severity, LogSeverity shown)
    {
        await LogAsync(severity, "urn:pulumi:dev::proj::a:b:C::d");

        var message = _messages.ShouldHaveSingleItem();
        (message.Severity, message.Message, message.Urn, message.Ephemeral).ShouldBe((shown, "hello", "urn:pulumi:dev::proj::a:b:C::d", true));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public async Task Log_OfASeverityThatThereIsNot_IsRefused(int severity)
    {
        var refusal = await Should.ThrowAsync<GrpcException>(LogAsync(severity, ""));

        refusal.Status.ShouldBe(StatusCode.InvalidArgument);
        refusal.Message.ShouldContain($"the severity {severity}");
        _messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Log_AboutWhatIsNoUrn_IsShownWithoutIt()
    {
        await LogAsync(2, "rubbish");

        _messages.ShouldHaveSingleItem().Urn.ShouldBe("");
    }

    [Fact]
    public async Task SetRootResource_ToWhatIsNoUrn_IsRefused()
    {
        await _channel.UnaryCallAsync("pulumirpc.Engine/SetRootResource", new SetRootResourceRequest { Urn = "urn:pulumi:a::b::c:d:E::f" }, SetRootResourceResponse.Parser);

        (await Should.ThrowAsync<GrpcException>(_channel.UnaryCallAsync("pulumirpc.Engine/SetRootResource", new SetRootResourceRequest { Urn = "rubbish" }, SetRootResourceResponse.Parser)))
            .Status.ShouldBe(StatusCode.InvalidArgument);
        (await _channel.UnaryCallAsync("pulumirpc.Engine/GetRootResource", new GetRootResourceRequest(), GetRootResourceResponse.Parser)).Urn.ShouldBe("urn:pulumi:a::b::c:d:E::f");
    }

    [Theory]
    [InlineData(">=3.0.0 <4.0.0", null, "")]
    [InlineData(">=99.0.0", StatusCode.FailedPrecondition, "INF4308: the program requires Pulumi '>=99.0.0', and this engine does what Pulumi 3.259.0 does")]
    [InlineData("newest", StatusCode.InvalidArgument, "INF4307: the program requires the Pulumi version 'newest', which is no range of versions")]
    [InlineData("", StatusCode.InvalidArgument, "INF4307: ")]
    public async Task RequirePulumiVersion_IsHeldAgainstTheVersionThisEngineFollows(string range, StatusCode? status, string message)
    {
        var asking = _channel.UnaryCallAsync("pulumirpc.Engine/RequirePulumiVersion", new RequirePulumiVersionRequest { PulumiVersionRange = range }, RequirePulumiVersionResponse.Parser);

        if (status is null)
        {
            await asking;
            return;
        }

        var refusal = await Should.ThrowAsync<GrpcException>(asking);
        refusal.Status.ShouldBe(status.Value);
        refusal.Message.ShouldStartWith(message);
    }

    private sealed class Keeper(List<DiagnosticEvent> messages) : IEngineObserver
    {
        public void OnEvent(EngineEvent engineEvent) => messages.Add((DiagnosticEvent)engineEvent);
    }
}
