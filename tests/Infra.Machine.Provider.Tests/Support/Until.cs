using System.Diagnostics;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Waits for what happens soon.</summary>
internal static class Until
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(_limit, $"waiting until {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
