namespace Pulumi;

/// <summary>Sends messages to the engine one after the other, in the order they were logged.</summary>
internal sealed class EngineLogger(IEngine engine, Runner runner)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private int _errors;

    public bool LoggedErrors => Volatile.Read(ref _errors) > 0;

    public void Log(LogLevel level, string message, Resource? resource, int? streamId, bool? ephemeral) =>
        runner.Register(LogAsync(level, message, resource, streamId, ephemeral));

    public Task LogAsync(LogLevel level, string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        if (level == LogLevel.Error)
        {
            Interlocked.Increment(ref _errors);
        }

        lock (_lock)
        {
            var previous = _last;
            return _last = Task.Run(() => SendAsync(previous, level, message, resource, streamId ?? 0, ephemeral ?? false));
        }
    }

    private async Task SendAsync(Task previous, LogLevel level, string message, Resource? resource, int streamId, bool ephemeral)
    {
        try
        {
            await previous.ConfigureAwait(false);
            var urn = resource is null ? "" : await UrnOfAsync(resource).ConfigureAwait(false);
            await engine.LogAsync(level, message, urn, streamId, ephemeral).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not LogException)
        {
            throw new LogException(e);
        }
    }

    /// <summary>A resource that could not be registered has no URN; the message is worth sending all the same.</summary>
    private static async Task<string> UrnOfAsync(Resource resource)
    {
        try
        {
            return resource.Urn is { } urn ? (await urn.DataTask.ConfigureAwait(false)).Value ?? "" : "";
        }
        catch (Exception)
        {
            return "";
        }
    }
}
