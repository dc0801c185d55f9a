using Infra.Engine.Events;
using Infra.Engine.Execution;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Engine.Tests.Execution;

public sealed class WorkClockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly WorkClock _clock;

    public WorkClockTests() => _clock = new WorkClock(_time);

    [Fact]
    public void Shares_WhileNothingRuns_AreTheEngines()
    {
        Pass(3);

        _clock.Shares().ShouldBe(Shares(program: 0, providers: 0, engine: 3));
    }

    [Fact]
    public void Shares_OfAProgramWithRequests_AreTheProgramsOnlyBetweenThem()
    {
        Pass(1);
        _clock.Begin(WorkKind.Program);
        Pass(10);
        _clock.Begin(WorkKind.Request);
        _clock.Begin(WorkKind.Request);
        Pass(2);
        _clock.End(WorkKind.Request);
        Pass(2);
        _clock.End(WorkKind.Request);
        Pass(5);
        _clock.End(WorkKind.Program);
        Pass(1);

        _clock.Shares().ShouldBe(Shares(program: 15, providers: 0, engine: 6));
    }

    [Fact]
    public void Shares_OfCallsAtTheSameTime_CountThatTimeOnce()
    {
        _clock.Begin(WorkKind.Program);
        _clock.Begin(WorkKind.Request);
        Pass(1);
        _clock.Begin(WorkKind.ProviderCall);
        _clock.Begin(WorkKind.ProviderCall);
        Pass(4);
        _clock.End(WorkKind.ProviderCall);
        Pass(4);
        _clock.End(WorkKind.ProviderCall);
        Pass(1);
        _clock.End(WorkKind.Request);
        _clock.End(WorkKind.Program);

        _clock.Shares().ShouldBe(Shares(program: 0, providers: 8, engine: 2));
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private static TimeShares Shares(int program, int providers, int engine) =>
        new(TimeSpan.FromSeconds(program), TimeSpan.FromSeconds(providers), TimeSpan.FromSeconds(engine));
}
