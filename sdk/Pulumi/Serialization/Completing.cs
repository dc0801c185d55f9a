namespace Pulumi.Serialization;

/// <summary>
/// Marks a thread that completes a resource's outputs. What the SDK does with them follows at once on it, so that a chain of resources wakes
/// no other thread; the program's own code goes on elsewhere, because it may wait for the other outputs, or for the engine's next answer.
/// </summary>
internal static class Completing
{
    [ThreadStatic]
    private static int _depth;

    public static void Run(Action complete)
    {
        _depth++;
        try
        {
            complete();
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Awaited after an output and before the program's own code.</summary>
    public static Task LeaveAsync() => _depth == 0 ? Task.CompletedTask : YieldAsync();

    /// <summary>The same task for whoever the program is: a result or failure that comes while outputs are completed is told elsewhere.</summary>
    public static async Task<T> LeaveAsync<T>(Task<T> task)
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    private static async Task YieldAsync() => await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
