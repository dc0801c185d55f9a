using Infra.Cli.Terminal;

namespace Infra.Cli.Display;

/// <summary>On a terminal: the tree, redrawn in place while the operation runs.</summary>
internal sealed class LiveTree : IAsyncDisposable
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private const string ClearBelow = "\u001b[J";
    private const int RestPerDrawing = 9;
    private static readonly TimeSpan _frame = TimeSpan.FromMilliseconds(100);

    private readonly Screen _screen;
    private readonly ModelRecorder _recorder;
    private readonly TreeOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;
    private int _drawn;

    public LiveTree(Screen screen, ModelRecorder recorder, TreeOptions options, TimeProvider clock)
    {
        (_screen, _recorder, _options, _clock) = (screen, recorder, options, clock);
        _screen.Terminal.Out.Write(HideCursor);
        _drawing = DrawAsync();
    }

    /// <summary>Takes the moving picture away; what stays is written by the report.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawing;
        _screen.Terminal.Out.Write(Back() + ShowCursor);
        _screen.Terminal.Out.Flush();
        _end.Dispose();
    }

    /// <summary>What fits above the cursor: the head of the tree, or the running rows if it is too long.</summary>
    internal static IReadOnlyList<Line> Fit(OperationModel model, TreeOptions options, int height)
    {
        var tree = TreeRenderer.Render(model, options);
        if (tree.Count <= height)
        {
            return tree;
        }

        var running = model.Rows.Where(row => row.Phase == RowPhase.Running && row.Parent.Length > 0).Select(row => Urns.Name(row.Urn)).ToHashSet(StringComparer.Ordinal);
        var busy = tree.Skip(1).Where(line => line.Spans.Any(span => running.Contains(span.Text.Trim()))).Take(height - 2).ToList();
        var rest = tree.Skip(1).Except(busy).Take(height - 2 - busy.Count).ToList();
        var shown = tree.Skip(1).Where(line => busy.Contains(line) || rest.Contains(line)).ToList();
        return [tree[0], .. shown, Line.Of($"     … {tree.Count - 1 - shown.Count} more", Ink.Dim)];
    }

    internal void Draw(DateTimeOffset now)
    {
        var options = _options with { Now = now, Width = _screen.Terminal.Width - 1 };
        var model = _recorder.Model;
        var lines = Fit(model, options, Math.Max(4, _screen.Terminal.Height - 3)).ToList();
        if (model.Stopping)
        {
            lines.Add(Line.Of("Stopping: running steps are finished and saved. Ctrl-C again stops at once.", Ink.Yellow));
        }

        _screen.Terminal.Out.Write(Back() + string.Concat(lines.Select(line => _screen.Paint(line) + "\n")));
        _screen.Terminal.Out.Flush();
        _drawn = lines.Count;
    }

    private async Task DrawAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_frame, _clock);
            var (drawn, rest) = (_clock.GetTimestamp(), TimeSpan.Zero);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                // A picture of many rows takes long, and there are as many more of them: a tenth of the time is enough for all.
                if (_clock.GetElapsedTime(drawn) >= rest)
                {
                    var begin = _clock.GetTimestamp();
                    Draw(_clock.GetUtcNow());
                    drawn = _clock.GetTimestamp();
                    rest = _clock.GetElapsedTime(begin, drawn) * RestPerDrawing;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The operation is over.
        }
    }

    private string Back() => (_drawn > 0 ? $"\r\u001b[{_drawn}A" : "\r") + ClearBelow;
}
