using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Pulumirpc;

namespace Infra.Engine.Plugins;

/// <summary>Calls to one plugin; what goes wrong is told as what it means for a resource.</summary>
/// <param name="package">For messages.</param>
/// <param name="channel">The way to it.</param>
/// <param name="process">Null if the plugin was not started by us.</param>
/// <param name="grace">How long a running change may take after it was asked to end.</param>
internal sealed class PluginCalls(string package, GrpcChannel channel, PluginProcess? process, TimeSpan grace) : IAsyncDisposable
{
    private static readonly TimeSpan _connecting = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _courtesy = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _cancelled;

    public string Package => package;

    /// <summary>Null if the plugin does not know the method. Right after its start it may take a moment to answer.</summary>
    public async Task<TResponse?> TryAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_connecting);
        while (true)
        {
            try
            {
                return await channel.UnaryCallAsync(ProviderWire.Service + method, request, parser, cancellationToken: method is "Handshake" or "Attach" ? limit.Token : cancellationToken);
            }
            catch (GrpcException e) when (e.Status == StatusCode.Unimplemented)
            {
                return null;
            }
            catch (GrpcException e) when (method is "Handshake" && e.Status == StatusCode.Unavailable && !limit.IsCancellationRequested && process is { HasExited: false })
            {
                await Task.Delay(_retry, cancellationToken);
            }
            catch (GrpcException e)
            {
                throw await ExplainAsync(method, e, changes: false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ProviderException($"the plugin of '{package}' did not answer {method} within {_connecting.TotalSeconds:0} s");
            }
        }
    }

    /// <summary>A call that changes nothing: given up at once when the token fires.</summary>
    public async Task<TResponse> AskAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        try
        {
            return await channel.UnaryCallAsync(ProviderWire.Service + method, request, parser, cancellationToken: cancellationToken);
        }
        catch (GrpcException e)
        {
            throw await ExplainAsync(method, e, changes: false);
        }
    }

    /// <summary>
    /// A call that changes something: when the token fires the plugin is asked to end it, and its answer is awaited for a
    /// while, so that what was done is known.
    /// </summary>
    public async Task<TResponse> ChangeAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        await using var asked = cancellationToken.Register(() =>
        {
            _ = CancelAsync(CancellationToken.None);
            giveUp.CancelAfter(grace);
        });
        try
        {
            return await channel.UnaryCallAsync(ProviderWire.Service + method, request, parser, cancellationToken: giveUp.Token);
        }
        catch (GrpcException e)
        {
            throw await ExplainAsync(method, e, changes: true);
        }
    }

    /// <summary>Asks the plugin to end its calls. Never throws: one that cannot be asked is ended soon anyway.</summary>
    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        _cancelled = true;
        try
        {
            await channel.UnaryCallAsync(ProviderWire.Service + "Cancel", new Empty(), Empty.Parser, _courtesy, cancellationToken);
        }
        catch (Exception e) when (e is GrpcException or OperationCanceledException or ObjectDisposedException)
        {
            // It does not know the method, or is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        // One that somebody else started goes on, and is to serve the next operation as well.
        if (process is not null)
        {
            await CancelAsync(CancellationToken.None);
        }

        await _ended.CancelAsync();
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        channel.Dispose();
        _ended.Dispose();
    }

    private async Task<Exception> ExplainAsync(string method, GrpcException e, bool changes)
    {
        if (_cancelled && e.Status == StatusCode.Cancelled)
        {
            return new OperationCanceledException($"the plugin of '{package}' ended {method} as it was asked to", e);
        }

        // A status that the plugin itself answered has nothing inside; a connection that broke has.
        if (e is { Status: StatusCode.Unavailable, InnerException: not null })
        {
            var obituary = process is null ? e.Message : await process.ObituaryAsync(_courtesy);
            return new ProviderException($"the plugin of '{package}' was lost while it was asked to {method}. {obituary}".TrimEnd(), e, changes);
        }

        try
        {
            return Detailed(e) ?? new ProviderException(Words(method, e), e, changes && e.Status is StatusCode.Internal or StatusCode.DataLoss or StatusCode.Unknown);
        }
        catch (Exception nonsense) when (nonsense is InvalidProtocolBufferException or PropertyFormatException)
        {
            return new ProviderException($"the plugin of '{package}' answered {method} with an error whose details are nonsense: {e.Message} ({nonsense.Message})", e, changes);
        }
    }

    private Exception? Detailed(GrpcException e)
    {
        if (e.Detail<ErrorResourceInitFailed>() is { } failed)
        {
            var options = new StructOptions { RejectUnknowns = true, KeepSecrets = true, KeepResources = true };
            var inputs = failed.Inputs is null ? null : StructCodec.Decode(failed.Inputs, options);
            return new InitializationFailedException(failed.Id, StructCodec.Decode(failed.Properties, options), inputs, failed.Reasons.Count > 0 ? [.. failed.Reasons] : [e.Message]);
        }

        return e.Detail<ConfigureErrorMissingKeys>() is { MissingKeys.Count: > 0 } missing
            ? new ProviderException(string.Join('\n', missing.MissingKeys.Select(k =>
                $"Provider is missing a required configuration key, try `infra config set {(k.Name.Contains(':', StringComparison.Ordinal) ? k.Name : $"{package}:{k.Name}")}`: {k.Description}")))
            : null;
    }

    private string Words(string method, GrpcException e) => e.Status is StatusCode.Internal or StatusCode.Unimplemented or StatusCode.Unavailable or StatusCode.ResourceExhausted || e.Message.Length == 0
        ? $"the plugin of '{package}' did not answer {method} ({e.Status}): {e.Message}"
        : e.Message;
}
