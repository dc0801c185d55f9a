using Infra.Engine.State.Edits;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Execution;

public sealed class TaintTests
{
    [Fact]
    public async Task Up_OfATaintedResource_ReplacesItOnce()
    {
        var engine = new TestEngine();
        await engine.UpAsync(ProgramAsync);
        var tainted = new TestEngine
        {
            Store = new MemoryStore(StateMarks.Taint(engine.Store.Current, [TestEngine.UrnOf("a")], value: true)),
            Ledger = engine.Ledger,
        };

        (await tainted.UpAsync(ProgramAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded);

        tainted.Calls.ShouldBe(["create a", "delete a"]);
        tainted.State("a").Taint.ShouldBeFalse();
        tainted.ShouldAgreeWithLedger();
        await tainted.UpAsync(ProgramAsync);
        tainted.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Preview_OfATaintedResource_LeavesTheTaint()
    {
        var engine = new TestEngine();
        await engine.UpAsync(ProgramAsync);
        var tainted = new TestEngine { Store = new MemoryStore(StateMarks.Taint(engine.Store.Current, [TestEngine.UrnOf("a")], value: true)), Ledger = engine.Ledger };

        await tainted.PreviewAsync(ProgramAsync);

        tainted.State("a").Taint.ShouldBeTrue();
        tainted.Calls.ShouldBeEmpty();
    }

    private static async Task ProgramAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        await program.ThingAsync("a", [new("size", 1)]);
        await program.ThingAsync("b", [new("size", 2)]);
    }
}
