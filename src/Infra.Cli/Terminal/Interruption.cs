using System.Runtime.InteropServices;

namespace Infra.Cli.Terminal;

/// <summary>Ctrl-C and SIGTERM: once asks to stop after the running steps, twice stops at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly IDisposable _key;
    private readonly IDisposable[] _signals;
    private int _count;

    public Interruption(ITerminal terminal)
    {
        _key = terminal.InterceptCancelKey(Press);
        _signals = [Listen(PosixSignal.SIGINT), Listen(PosixSignal.SIGTERM)];
    }

    /// <summary>No new step may begin.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Running steps end now and stay pending in the state.</summary>
    public CancellationToken Abort => _abort.Token;

    public bool WasAborted => _abort.IsCancellationRequested;

    public void Press()
    {
        var count = Interlocked.Increment(ref _count);
        if (count == 1)
        {
            _stop.Cancel();
        }
        else
        {
            _abort.Cancel();
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
        _abort.Dispose();
    }

    private PosixSignalRegistration Listen(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Press();
    });
}
