using Infra.Engine.Events;

namespace Infra.Engine.Execution;

/// <summary>Divides the time of an operation among those who work or are waited for.</summary>
internal sealed class WorkClock(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long[] _ticks = new long[3];
    private readonly int[] _running = new int[3];
    private long _since = clock.GetTimestamp();

    /// <summary>Something begins of which several may run at the same time.</summary>
    public void Begin(WorkKind kind) => Shift(kind, 1);

    public void End(WorkKind kind) => Shift(kind, -1);

    public TimeShares Shares()
    {
        lock (_gate)
        {
            Settle();
            return new TimeShares(Of(WorkKind.Program), Of(WorkKind.ProviderCall), Of(WorkKind.Request));
        }
    }

    private void Shift(WorkKind kind, int by)
    {
        lock (_gate)
        {
            Settle();
            _running[(int)kind] += by;
        }
    }

    /// <summary>A provider's call is what everybody waits for, then a request; the engine itself if nothing else runs.</summary>
    private void Settle()
    {
        var now = clock.GetTimestamp();
        var to = _running[(int)WorkKind.ProviderCall] > 0 ? WorkKind.ProviderCall
            : _running[(int)WorkKind.Request] > 0 || _running[(int)WorkKind.Program] == 0 ? WorkKind.Request
            : WorkKind.Program;
        _ticks[(int)to] += now - _since;
        _since = now;
    }

    private TimeSpan Of(WorkKind kind) => clock.GetElapsedTime(0, _ticks[(int)kind]);
}
