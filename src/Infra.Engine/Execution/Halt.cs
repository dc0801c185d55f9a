namespace Infra.Engine.Execution;

/// <summary>
/// Whether another step may begin: not once somebody asked to stop, nor, unless the operation goes on after failures, once
/// something has failed.
/// </summary>
internal sealed class Halt : IDisposable
{
    private readonly bool _goesOn;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _source;
    private int _failures;

    public Halt(bool goesOn, CancellationToken stop)
    {
        _goesOn = goesOn;
        _stop = stop;
        _source = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Fires when nothing new may begin.</summary>
    public CancellationToken Token => _source.Token;

    public bool Stopped => _stop.IsCancellationRequested;

    public bool Failed => Failures != 0;

    /// <summary>How often something failed.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Something failed. With <paramref name="evenIfContinuing"/> nothing goes on, whatever was asked for.</summary>
    public void Fail(bool evenIfContinuing = false)
    {
        Interlocked.Increment(ref _failures);
        if (!_goesOn || evenIfContinuing)
        {
            _source.Cancel();
        }
    }

    public void Dispose() => _source.Dispose();
}
