using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Execution;

public sealed class FailureTests
{
    private readonly TestEngine _engine = new();

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    private static async Task Independent(TestProgram.Client program, params string[] names)
    {
        await program.StackAsync();
        await Task.WhenAll(names.Select(name => program.ThingAsync(name, Size(1))));
    }

    [Fact]
    public async Task Up_WhenACreateFails_FinishesWhatRunsAndStartsNothingNew()
    {
        var (runs, failed) = (new TaskCompletionSource(), new TaskCompletionSource());
        _engine.During = async (call, _) =>
        {
            if (call == "create bad")
            {
                await runs.Task;
                failed.SetResult();
                throw new ProviderException("no room");
            }

            runs.SetResult();
            await failed.Task;
        };

        var result = await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var bad = program.ThingAsync("bad", Size(1));
            var slow = program.ThingAsync("slow", Size(1));
            await Task.WhenAll(bad, slow);
            await program.ThingAsync("never", Size(1));
        });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Calls.ShouldBe(["create slow"]);
        _engine.Errors.ShouldBe(["no room"]);
        _engine.Store.Current.PendingOperations.ShouldBeEmpty();
        _engine.Store.History.Single().Succeeded.ShouldBeFalse();
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_BeforeEachChange_HasTheIntentionOnDisk()
    {
        var seen = new List<string>();
        _engine.During = (call, _) =>
        {
            var pending = _engine.Store.Current.PendingOperations.Select(p => $"{p.Type} {Urn.Name(p.Resource.Urn)}");
            var known = _engine.Store.Current.Resources.Where(r => r.Type == ThingType).Select(r => Urn.Name(r.Urn));
            seen.Add($"{call}: {string.Join(' ', pending)}; {string.Join(' ', known)}");
            return Task.CompletedTask;
        };
        async Task Program(TestProgram.Client program, int size)
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", Size(size));
            await program.ThingAsync("b", Size(size), goal => goal with { Dependencies = [a.Urn] });
        }

        await _engine.UpAsync(p => Program(p, 1));
        await _engine.UpAsync(p => Program(p, 2));
        await _engine.DestroyAsync();

        seen.ShouldBe(
        [
            "create a: Creating a; ", "create b: Creating b; a",
            "update a: Updating a; a b", "update b: Updating b; a b",
            "delete b: Deleting b; a b", "delete a: Deleting a; a",
        ]);
    }

    [Fact]
    public async Task Up_OfManyIndependentResources_SharesWrites()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"t{i}").ToArray();
        _engine.Store.BeforeSave = _ => Task.Delay(5);

        await _engine.UpAsync(p => Independent(p, names), o => o with { Parallel = 40 });

        _engine.Store.Current.Resources.Count(r => r.Type == ThingType).ShouldBe(40);
        _engine.Store.Saved.Count.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task Up_OfIndependentResources_RunsThemAtTheSameTime()
    {
        var (running, most) = (0, 0);
        var all = new TaskCompletionSource();
        _engine.During = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            if (most == 3)
            {
                all.TrySetResult();
            }

            await all.Task;
            Interlocked.Decrement(ref running);
        };

        await _engine.UpAsync(p => Independent(p, "a", "b", "c", "d", "e", "f"), o => o with { Parallel = 3 });

        most.ShouldBe(3);
    }

    [Fact]
    public async Task Up_WhenTheIntentionCannotBeWritten_ChangesNothing()
    {
        _engine.Store.BeforeSave = _ => throw new IOException("disk full");

        var result = await _engine.UpAsync(p => Independent(p, "a"));

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Ledger.Things.ShouldBeEmpty();
        _engine.Errors.ShouldContain(e => e.Contains("disk full"));
    }

    [Fact]
    public async Task Up_OfAThingThatIsNotWell_KeepsItAndTriesAgain()
    {
        _engine.After = call => call == "create a"
            ? throw new InitializationFailedException("id-1", Size(1).With("made", "id-1"), null, ["not healthy"])
            : Task.CompletedTask;

        (await _engine.UpAsync(p => Independent(p, "a"))).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.State("a").InitErrors.ShouldBe(["not healthy"]);
        _engine.State("a").Id.ShouldBe("id-1");
        _engine.After = _ => Task.CompletedTask;
        (await _engine.UpAsync(p => Independent(p, "a"))).Outcome.ShouldBe(OperationOutcome.Succeeded);

        _engine.Calls.ShouldBe(["update a"]);
        _engine.State("a").InitErrors.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Update_ThatEndsNotWell_KeepsTheOldInputs()
    {
        await _engine.UpAsync(p => Independent(p, "a"));
        _engine.After = _ => throw new InitializationFailedException("id-1", Size(2), null, ["not healthy"]);

        await _engine.UpAsync(async p =>
        {
            await p.StackAsync();
            await p.ThingAsync("a", Size(2));
        });

        var state = _engine.State("a");
        (state.Inputs, state.Outputs).ShouldBe((Size(1), Size(2)));
        state.InitErrors.ShouldBe(["not healthy"]);
    }

    [Fact]
    public async Task Stop_WhileAStepRuns_FinishesItAndSaves()
    {
        _engine.During = (_, _) =>
        {
            _engine.Stop.Cancel();
            return Task.CompletedTask;
        };

        var result = await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1));
            await program.ThingAsync("b", Size(1));
        });

        result.Outcome.ShouldBe(OperationOutcome.Cancelled);
        _engine.Calls.ShouldBe(["create a"]);
        _engine.Events.OfType<CancelEvent>().Count().ShouldBe(1);
        _engine.Store.Current.PendingOperations.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Abort_WhileAStepRuns_LeavesItPending()
    {
        _engine.During = async (_, token) =>
        {
            await _engine.Stop.CancelAsync();
            await _engine.Abort.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };

        var result = await _engine.UpAsync(p => Independent(p, "a"));

        result.Outcome.ShouldNotBe(OperationOutcome.Succeeded);
        var pending = _engine.Store.Current.PendingOperations.ShouldHaveSingleItem();
        (pending.Type, pending.Resource.Urn).ShouldBe((PendingOperationType.Creating, UrnOf("a")));
    }

    [Fact]
    public async Task Up_AfterAnInterruption_WarnsAndGoesOn()
    {
        await Abort_WhileAStepRuns_LeavesItPending();
        (_engine.Stop, _engine.Abort, _engine.During) = (new(), new(), (_, _) => Task.CompletedTask);

        var result = await _engine.UpAsync(p => Independent(p, "a"));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded);
        _engine.Warnings.ShouldHaveSingleItem().ShouldContain($"* {UrnOf("a")}, interrupted while creating");
        _engine.Store.Current.PendingOperations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_AfterAnInterruption_ThatMakesAnotherThing_StillKnowsOfTheFirst()
    {
        await Abort_WhileAStepRuns_LeavesItPending();
        (_engine.Stop, _engine.Abort, _engine.During) = (new(), new(), (_, _) => Task.CompletedTask);

        var result = await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(2));
        });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded);
        _engine.Store.Current.PendingOperations.Single().Resource.Inputs.ShouldBe(Size(1));
        _engine.ShouldAgreeWithLedger();
    }

    /// <summary>A provider that knows things by a key: what waits to be deleted and what is wanted again are one thing.</summary>
    [Fact]
    public async Task Up_OfAThingThatWaitsToBeDeleted_KeepsItWhenItIsWantedAgain()
    {
        Task<OperationResult> UpAsync(string name) => _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", PropertyMap.Empty.With("name", name).With("key", name));
        });

        await UpAsync("one");
        _engine.During = (call, _) => call == "delete a" ? throw new ProviderException("in use") : Task.CompletedTask;
        (await UpAsync("two")).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.During = (_, _) => Task.CompletedTask;

        (await UpAsync("one")).Outcome.ShouldBe(OperationOutcome.Succeeded);

        _engine.Ledger.Things.Keys.ShouldBe(["key-one"]);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Refresh_AfterAnInterruptedCreation_KeepsItPending()
    {
        await Abort_WhileAStepRuns_LeavesItPending();
        (_engine.Stop, _engine.Abort) = (new(), new());

        await _engine.RefreshAsync();

        _engine.Store.Current.PendingOperations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Up_WhenTheProgramFails_DeletesNothingAndKeepsOutputs()
    {
        await _engine.UpAsync(async p =>
        {
            await Independent(p, "a");
            await p.OutputsAsync(Size(1).With("kept", true));
        });

        var result = await _engine.UpAsync(async p =>
        {
            await p.StackAsync();
            await p.OutputsAsync(Size(2));
            throw new TestProgram.ProgramFailure("it threw");
        });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["it threw"]);
        _engine.Calls.ShouldBeEmpty();
        result.Outputs.ShouldBe(Size(2).With("kept", true));
    }

    [Fact]
    public async Task Up_OfAProgramThatDeclaresNothing_DeletesNothing()
    {
        await _engine.UpAsync(p => Independent(p, "a"));

        var result = await _engine.UpAsync(_ => Task.CompletedTask);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldStartWith("the program ended without having declared anything");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_ThatContinuesOnError_SkipsOnlyWhatDependsOnIt()
    {
        _engine.During = (call, _) => call == "create a" ? throw new ProviderException("no room") : Task.CompletedTask;
        var results = new List<RegistrationResult>();

        var result = await _engine.UpAsync(
            async program =>
            {
                await program.StackAsync();
                var a = await program.ThingAsync("a", Size(1));
                var b = await program.ThingAsync("b", Size(1), goal => goal with { Dependencies = [a.Urn] });
                var c = await program.ThingAsync("c", Size(1));
                results.AddRange([a.Result, b.Result, c.Result]);
            },
            o => o with { ContinueOnError = true });

        results.ShouldBe([RegistrationResult.Fail, RegistrationResult.Skip, RegistrationResult.Success]);
        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Calls.ShouldBe(["create c"]);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Destroy_WhenADeleteFails_KeepsWhatItDependsOn()
    {
        await _engine.UpAsync(async p =>
        {
            await p.StackAsync();
            var a = await p.ThingAsync("a", Size(1));
            await p.ThingAsync("b", Size(1), goal => goal with { Dependencies = [a.Urn] });
        });
        _engine.During = (call, _) => call == "delete b" ? throw new ProviderException("in use") : Task.CompletedTask;

        var result = await _engine.DestroyAsync();

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["in use"]);
        _engine.ShouldAgreeWithLedger();
        _engine.Ledger.Things.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("twice", "Duplicate resource URN")]
    [InlineData("parent", "is unknown: it was not registered before its child")]
    [InlineData("type", "which is no type token of the form package:module:Name")]
    [InlineData("name", "has no name")]
    [InlineData("self", "depends on itself")]
    [InlineData("dependency", "which was not registered before it")]
    [InlineData("check", "bad: is not wanted")]
    [InlineData("provider", "is no provider reference")]
    [InlineData("package", "the provider plugin nowhere is not installed")]
    public async Task Up_OfAGoalThatCannotBe_SaysWhy(string fault, string message)
    {
        var result = await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await (fault switch
            {
                "twice" => (Task)Task.WhenAll(program.ThingAsync("a"), program.ThingAsync("a")),
                "parent" => program.ThingAsync("a", options: goal => goal with { Parent = UrnOf("x") }),
                "type" => program.ThingAsync("a", type: "test:Thing"),
                "name" => program.ThingAsync(""),
                "self" => program.ThingAsync("a", options: goal => goal with { Dependencies = [UrnOf("a")] }),
                "dependency" => program.ThingAsync("a", options: goal => goal with { Dependencies = [UrnOf("x")] }),
                "check" => program.ThingAsync("a", PropertyMap.Empty.With("bad", 1)),
                "provider" => program.Monitor.RegisterAsync(new Goal { Type = ThingType, Name = "a" }, new ProviderRequest("rubbish"), program.Ended),
                "package" => program.ThingAsync("a", type: "nowhere:index:Thing"),
                _ => throw new ArgumentOutOfRangeException(nameof(fault)),
            });
        });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldContain(message);
    }
}
