namespace Infra.Engine.Execution;

/// <summary>Work that must have ended before the operation does.</summary>
internal sealed class InFlight
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _draining;

    /// <summary>Does the work. It counts from before its first step, whatever thread is how far with it.</summary>
    /// <exception cref="OperationCanceledException">The operation has ended: nothing was begun.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        Enter();
        try
        {
            return await work();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Returns when nothing is under way any more, and nothing will be; failures have been told elsewhere.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            _draining = true;
            EndIfIdle();
        }

        return _drained.Task;
    }

    private void Enter()
    {
        lock (_gate)
        {
            if (_drained.Task.IsCompleted)
            {
                throw new OperationCanceledException("the operation has ended");
            }

            _running++;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
            EndIfIdle();
        }
    }

    private void EndIfIdle()
    {
        if (_draining && _running == 0)
        {
            _drained.TrySetResult();
        }
    }
}
