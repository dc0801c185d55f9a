using Google.Protobuf.WellKnownTypes;
using Grpc.Health.V1;
using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Infra.Protocol.Providers;

/// <summary>A plugin's way to its engine: messages in their order, and whether the engine is still there.</summary>
public sealed class EngineLog : IProviderHost, IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly List<GrpcChannel> _engines = [];
    private readonly GrpcChannel? _starter;
    private GrpcChannel? _engine;
    private Task _sending = Task.CompletedTask;

    /// <param name="address">"host:port"; "" if whoever starts the plugin will attach later.</param>
    public EngineLog(string address)
    {
        Attach(address);
        _starter = _engine;
    }

    /// <summary>From now on messages go to that engine. It may come and go: only the one that started the plugin ends it by being gone.</summary>
    public void Attach(string address)
    {
        if (address.Length > 0)
        {
            lock (_gate)
            {
                _engines.Add(_engine = new GrpcChannel(address));
            }
        }
    }

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
    {
        var request = new LogRequest { Severity = (Pulumirpc.LogSeverity)severity, Message = message, Urn = urn, Ephemeral = ephemeral };
        lock (_gate)
        {
            _sending = SendAsync(_sending, _engine, request);
        }
    }

    /// <summary>Returns when everything logged so far has been told.</summary>
    public Task SettleAsync()
    {
        lock (_gate)
        {
            return _sending;
        }
    }

    /// <summary>Returns when the engine that started the plugin does not answer any more; never if there was none.</summary>
    /// <param name="interval">Between two questions.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task WaitUntilGoneAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval);
        for (var silent = 0; silent < 2;)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            silent = await IsThereAsync(cancellationToken) ? 0 : silent + 1;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _engines.ForEach(engine => engine.Dispose());
        }
    }

    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_starter is { } engine)
            {
                await engine.UnaryCallAsync("grpc.health.v1.Health/Check", new HealthCheckRequest(), HealthCheckResponse.Parser, _patience, cancellationToken);
            }

            return true;
        }
        catch (GrpcException e)
        {
            // An engine need not know the method: any answer is one.
            return e.Status is not (StatusCode.Unavailable or StatusCode.DeadlineExceeded);
        }
    }

    private static async Task SendAsync(Task before, GrpcChannel? engine, LogRequest request)
    {
        await before;
        try
        {
            if (engine is not null)
            {
                await engine.UnaryCallAsync("pulumirpc.Engine/Log", request, Empty.Parser, _patience);
            }
        }
        catch (GrpcException)
        {
            // A message that cannot be told must not fail the work it is about.
        }
    }
}
