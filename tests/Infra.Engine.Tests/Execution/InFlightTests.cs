using Infra.Engine.Execution;

namespace Infra.Engine.Tests.Execution;

public sealed class InFlightTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Drain_WhileWorkIsBeginning_WaitsForItsEnd()
    {
        var inFlight = new InFlight();
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var work = Task.Run(() => inFlight.RunAsync(() =>
        {
            begun.Set();
            goOn.Wait();
            return Task.FromResult(7);
        }));
        begun.Wait(_patience).ShouldBeTrue();

        var drained = inFlight.DrainAsync();

        drained.IsCompleted.ShouldBeFalse();
        goOn.Set();
        await drained.WaitAsync(_patience);
        (await work).ShouldBe(7);
    }

    [Fact]
    public async Task Drain_OfWorkThatBeginsMore_WaitsForThatToo()
    {
        var inFlight = new InFlight();
        var (first, second) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var outer = inFlight.RunAsync(() => first.Task);
        var drained = inFlight.DrainAsync();
        var inner = inFlight.RunAsync(() => second.Task);

        first.SetResult(1);
        await outer;
        drained.IsCompleted.ShouldBeFalse();
        second.SetException(new InvalidOperationException("told elsewhere"));

        await drained.WaitAsync(_patience);
        await Should.ThrowAsync<InvalidOperationException>(inner);
    }

    [Fact]
    public async Task Run_AfterTheDrain_BeginsNothing()
    {
        var inFlight = new InFlight();
        await inFlight.DrainAsync();
        var begun = false;

        await Should.ThrowAsync<OperationCanceledException>(inFlight.RunAsync(() => Task.FromResult(begun = true)));

        begun.ShouldBeFalse();
    }
}
