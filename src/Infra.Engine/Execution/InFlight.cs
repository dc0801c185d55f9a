namespace Infra.Engine.Execution;

/// <summary>Work that must have ended before the operation does.</summary>
internal sealed class InFlight
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _tasks = [];

    public Task<T> Run<T>(Func<Task<T>> work)
    {
        var task = work();
        if (task.IsCompleted)
        {
            return task;
        }

        lock (_gate)
        {
            _tasks.Add(task);
        }

        _ = task.ContinueWith(
            done =>
            {
                lock (_gate)
                {
                    _tasks.Remove(done);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    /// <summary>Returns when nothing is under way any more; failures have been told elsewhere.</summary>
    public async Task DrainAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_gate)
            {
                running = [.. _tasks.Where(t => !t.IsCompleted)];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running.Select(t => t.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)));
        }
    }
}
