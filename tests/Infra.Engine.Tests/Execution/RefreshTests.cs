using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Execution;

public sealed class RefreshTests
{
    private readonly TestEngine _engine = new();

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    private static async Task Server(TestProgram.Client program)
    {
        await program.StackAsync();
        var server = await program.ThingAsync("server", Size(1));
        await program.ThingAsync("layer", Size(2), goal => goal with { DeletedWith = server.Urn, Dependencies = [server.Urn] });
    }

    [Fact]
    public async Task Refresh_WhenNothingDrifted_WritesNothing()
    {
        await _engine.UpAsync(Server);
        var before = _engine.Store.Saved.Count;

        var result = await _engine.RefreshAsync();

        result.HasChanges.ShouldBeFalse();
        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Same] = 2 });
        _engine.Store.Saved.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Refresh_OfAChangedThing_NamesItAndTakesItIntoTheState()
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-2"] = Size(9).With("made", "id-2");

        var result = await _engine.RefreshAsync();

        result.HasChanges.ShouldBeTrue();
        result.Changes[StepOp.Update].ShouldBe(1);
        var step = _engine.Events.OfType<StepSucceededEvent>().Single(e => !e.Step.Diffs.IsEmpty).Step;
        (step.Op, step.Urn, step.Diffs.Single()).ShouldBe((StepOp.Refresh, TestEngine.UrnOf("layer"), "size"));
        _engine.State("layer").Inputs.ShouldBe(Size(9));
    }

    [Theory]
    [InlineData("urn:pulumi:dev::proj::test:index:Thing::layer", false, 1)]
    [InlineData("urn:pulumi:*::proj::**::lay*", false, 1)]
    [InlineData("**::server", false, 1)]
    [InlineData("**::server", true, 2)]
    public async Task Refresh_OfATarget_LooksAtNothingElse(string target, bool dependents, int looked)
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-1"] = Size(8).With("made", "id-1");
        _engine.Ledger.Things["id-2"] = Size(9).With("made", "id-2");

        var result = await _engine.RefreshAsync(o => o with { Targets = [target], TargetDependents = dependents });

        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Update] = looked });
    }

    [Fact]
    public async Task Refresh_WithAnExclusion_LooksAtTheRest()
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-1"] = Size(8).With("made", "id-1");
        _engine.Ledger.Things["id-2"] = Size(9).With("made", "id-2");

        await _engine.RefreshAsync(o => o with { Excludes = ["**::server"] });

        _engine.State("server").Inputs.ShouldBe(Size(1));
        _engine.State("layer").Inputs.ShouldBe(Size(9));
    }

    [Theory]
    [InlineData("layer")]
    [InlineData("*::layer")]
    [InlineData("")]
    public async Task Refresh_OfATargetThatIsNotThere_IsRefusedAndChangesNothing(string target)
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-2"] = Size(9).With("made", "id-2");

        (await Should.ThrowAsync<InfraException>(() => _engine.RefreshAsync(o => o with { Targets = [target] }))).Code.ShouldBe("INF4304");

        _engine.State("layer").Inputs.ShouldBe(Size(2));
    }

    [Fact]
    public async Task Refresh_AsAPreview_WritesNothing()
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-2"] = Size(9).With("made", "id-2");
        var before = _engine.Store.Current;

        var result = await _engine.RefreshAsync(o => o with { DryRun = true });

        result.HasChanges.ShouldBeTrue();
        _engine.Store.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task UpWithRefresh_OfAChangedThing_PutsItBack()
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-2"] = Size(9).With("made", "id-2");

        var result = await _engine.UpAsync(Server, o => o with { Refresh = true });

        _engine.Calls.ShouldBe(["update layer"]);
        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Same] = 2, [StepOp.Update] = 1 });
        _engine.Ledger.Things["id-2"]["size"].ShouldBe((PropertyValue)2);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task UpWithRefresh_OfAThingThatIsGone_MakesItAgainWithAllInIt()
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things.Clear();

        var result = await _engine.UpAsync(Server, o => o with { Refresh = true });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["create server", "create layer"]);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Refresh_OfAThingThatIsGone_TakesItOutOfTheState()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", Size(1));
            await program.ThingAsync("b", Size(1), goal => goal with { Dependencies = [a.Urn] });
        });
        _engine.Ledger.Things.TryRemove("id-1", out _);

        var result = await _engine.RefreshAsync();

        result.Changes[StepOp.Delete].ShouldBe(1);
        _engine.State("b").Dependencies.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    /// <summary>The replaced one waits to be deleted, under the same URN and after what depends on the new one.</summary>
    [Fact]
    public async Task Refresh_OfAThingThatIsGoneWhileItsOldOneWaits_LeavesAStateThatCanBeUsed()
    {
        Task<OperationResult> UpAsync(string name) => _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var host = await program.ThingAsync("host", PropertyMap.Empty.With("name", name));
            await program.ThingAsync("inside", PropertyMap.Empty.With("size", 1), goal => goal with { Dependencies = [host.Urn] });
        });

        await UpAsync("one");
        _engine.During = (call, _) => call == "delete host" ? throw new ProviderException("in use") : Task.CompletedTask;
        (await UpAsync("two")).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.During = (_, _) => Task.CompletedTask;
        _engine.Ledger.Things.TryRemove(_engine.State("host").Id, out _);

        (await _engine.RefreshAsync()).Outcome.ShouldBe(OperationOutcome.Succeeded, string.Join('\n', _engine.Errors));
        (await UpAsync("two")).Outcome.ShouldBe(OperationOutcome.Succeeded, string.Join('\n', _engine.Errors));

        _engine.Store.Violations.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Destroy_OfATree_DeletesBranchesAtTheSameTime()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var root = await program.ThingAsync("root", Size(1));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => program.ThingAsync($"leaf{i}", Size(1), goal => goal with { Dependencies = [root.Urn] })));
        });
        var leaves = 0;
        var all = new TaskCompletionSource();
        _engine.During = async (call, _) =>
        {
            if (call != "delete root" && Interlocked.Increment(ref leaves) == 3)
            {
                all.SetResult();
            }

            await all.Task;
        };

        await _engine.DestroyAsync();

        _engine.Calls.Last().ShouldBe("delete root");
        _engine.Store.Current.Resources.ShouldBeEmpty();
        _engine.Ledger.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task Destroy_OfProtectedThings_NamesAllAndDeletesNothing()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1), goal => goal with { Protect = true });
            await program.ThingAsync("b", Size(1), goal => goal with { Protect = true });
            await program.ThingAsync("c", Size(1));
        });

        (await _engine.DestroyAsync()).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Count().ShouldBe(2);
        _engine.Ledger.Things.Count.ShouldBe(3);

        (await _engine.DestroyAsync(o => o with { IgnoreProtect = true })).Outcome.ShouldBe(OperationOutcome.Succeeded);
        _engine.Ledger.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_OfAnUnreachableThingInOneThatChanged_WarnsAndKeepsIt()
    {
        await _engine.UpAsync(Server);
        _engine.Ledger.Things["id-1"] = Size(0).With("made", "id-1");
        _engine.Reading = name => name == "layer" ? throw new ProviderException("unreachable") : Task.CompletedTask;

        var result = await _engine.UpAsync(Server, o => o with { Refresh = true });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Warnings.ShouldHaveSingleItem().ShouldContain("unreachable");
        _engine.Calls.ShouldBe(["update server"]);
    }

    [Fact]
    public async Task Refresh_OfAnExternalThingThatChanged_ComparesWhatItIs()
    {
        _engine.Ledger.Things["there"] = Size(1);
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.Monitor.ReadAsync(new ReadGoal { Type = TestEngine.ThingType, Name = "r", Id = "there", Parent = program.StackUrn }, ProviderRequest.Default, program.Ended);
        });
        _engine.Ledger.Things["there"] = Size(2);

        var result = await _engine.RefreshAsync();

        result.Changes[StepOp.Update].ShouldBe(1);
        _engine.Events.OfType<StepSucceededEvent>().Single().Step.Diffs.ShouldBe(["size"]);
        _engine.State("r").Outputs.ShouldBe(Size(2));
    }
}
