namespace Pulumi;

/// <summary>Knows the tasks of a program that are in flight, and the first failures among them.</summary>
internal sealed class Runner
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;

    public void Register(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        lock (_lock)
        {
            if (_inFlight++ == 0 && _failures.Count == 0 && _settled.Task.IsCompleted)
            {
                _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _ = task.ContinueWith(Completed, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing is in flight any more or something failed; returns what failed so far, each once.</summary>
    public async Task<IReadOnlyList<Exception>> WaitAsync()
    {
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                if (_inFlight == 0 || _failures.Count > 0)
                {
                    return [.. _failures];
                }

                settled = _settled.Task;
            }

            await settled.ConfigureAwait(false);
        }
    }

    private void Completed(Task task)
    {
        lock (_lock)
        {
            _inFlight--;
            foreach (var failure in FailuresOf(task))
            {
                // The outputs computed from a failed one fail with the very same exception.
                if (!_failures.Exists(f => ReferenceEquals(f, failure)))
                {
                    _failures.Add(failure);
                }
            }

            if (_inFlight == 0 || _failures.Count > 0)
            {
                _settled.TrySetResult();
            }
        }
    }

    private static IEnumerable<Exception> FailuresOf(Task task) => task switch
    {
        { IsFaulted: true } => task.Exception!.Flatten().InnerExceptions,
        { IsCanceled: true } => [new TaskCanceledException(task)],
        _ => [],
    };
}
