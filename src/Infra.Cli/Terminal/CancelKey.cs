#pragma warning disable RS0030 // the one place that knows the console
namespace Infra.Cli.Terminal;

/// <summary>
/// Reads Ctrl-C as a key. As a signal the terminal would send it to every process of the group: the program and the
/// connections to servers would die in the middle of the steps that are to be finished.
/// </summary>
internal sealed class CancelKey : IDisposable
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _end = new();
    private readonly bool _before;

    public CancelKey(Action pressed)
    {
        _before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        _ = WatchAsync(pressed, _end.Token);
    }

    public static IDisposable None { get; } = new CancellationTokenSource();

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        Console.TreatControlCAsInput = _before;
    }

    private static async Task WatchAsync(Action pressed, CancellationToken end)
    {
        try
        {
            using var timer = new PeriodicTimer(_pollInterval);
            while (await timer.WaitForNextTickAsync(end))
            {
                while (Console.KeyAvailable)
                {
                    var key = Console.ReadKey(intercept: true);
                    if (key.Key == ConsoleKey.C && key.Modifiers.HasFlag(ConsoleModifiers.Control))
                    {
                        pressed();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: the operation is over.
        }
    }
}
