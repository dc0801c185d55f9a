using Infra.Engine.Diagnostics;
using Infra.Engine.State.Edits;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.State.Edits;

public sealed class PendingCreatesTests
{
    [Fact]
    public async Task Import_OfWhatWasMade_IsReadByTheNextRefreshAndNotMadeAgain()
    {
        var (engine, urn) = await InterruptedAsync();
        var id = engine.Ledger.Things.Keys.Single();
        var settled = new TestEngine { Store = new MemoryStore(PendingCreates.Import(engine.Store.Current, new Dictionary<string, string> { [urn] = id })), Ledger = engine.Ledger };

        (await settled.RefreshAsync()).Outcome.ShouldBe(OperationOutcome.Succeeded);

        settled.State("a").Outputs["made"].ShouldBe((PropertyValue)id);
        settled.Store.Current.PendingOperations.ShouldBeEmpty();
        await settled.UpAsync(ProgramAsync);
        settled.Calls.ShouldBeEmpty();
        settled.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Import_OfAnIdThatIsNotThere_IsDroppedByTheNextRefresh()
    {
        var (engine, urn) = await InterruptedAsync();
        var settled = new TestEngine { Store = new MemoryStore(PendingCreates.Import(engine.Store.Current, new Dictionary<string, string> { [urn] = "nowhere" })), Ledger = engine.Ledger };

        await settled.RefreshAsync();

        settled.Store.Current.Resources.ShouldNotContain(r => r.Urn == urn);
    }

    [Fact]
    public async Task Clear_OfAll_LeavesNothingToWarnOf()
    {
        var (engine, _) = await InterruptedAsync();
        var settled = new TestEngine { Store = new MemoryStore(PendingCreates.Clear(engine.Store.Current)), Ledger = engine.Ledger };

        await settled.RefreshAsync();

        settled.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_OfAnInterruptedCreation_KeepsItAndSaysHowToSettleIt()
    {
        var (engine, _) = await InterruptedAsync();
        var later = new TestEngine { Store = new MemoryStore(engine.Store.Current), Ledger = engine.Ledger };

        await later.RefreshAsync();

        PendingCreates.Of(later.Store.Current).Length.ShouldBe(1);
        later.Warnings.ShouldHaveSingleItem().ShouldContain("--clear-pending-creates");
    }

    [Fact]
    public async Task Import_OfAReplacement_LeavesTheOldOneToBeDeleted()
    {
        var (engine, urn) = await InterruptedAsync();
        var pending = PendingCreates.Of(engine.Store.Current).Single();
        var state = engine.Store.Current with { Resources = engine.Store.Current.Resources.Add(pending.Resource with { Id = "old" }) };

        var settled = PendingCreates.Import(state, new Dictionary<string, string> { [urn] = "new" });

        settled.Resources.Where(r => r.Urn == urn).Select(r => (r.Id, r.Delete)).ShouldBe([("old", true), ("new", false)]);
    }

    [Theory]
    [InlineData("urn:pulumi:dev::proj::test:index:Thing::other", "1")]
    [InlineData("urn:pulumi:dev::proj::test:index:Thing::a", "")]
    public async Task Import_OfWhatWasNotInterrupted_IsRefused(string urn, string id)
    {
        var (engine, _) = await InterruptedAsync();

        Should.Throw<InfraException>(() => PendingCreates.Import(engine.Store.Current, new Dictionary<string, string> { [urn] = id })).Code.ShouldBe(DiagnosticCodes.EditRefused);
    }

    /// <summary>Made, and the engine stopped before it heard of it.</summary>
    private static async Task<(TestEngine Engine, string Urn)> InterruptedAsync()
    {
        var engine = new TestEngine();
        engine.After = call =>
        {
            engine.Abort.Cancel();
            throw new OperationCanceledException(call);
        };
        await engine.UpAsync(ProgramAsync);
        return (engine, TestEngine.UrnOf("a"));
    }

    private static async Task ProgramAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        await program.ThingAsync("a", [new("size", 1)]);
    }
}
