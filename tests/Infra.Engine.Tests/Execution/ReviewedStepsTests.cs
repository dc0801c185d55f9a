using Infra.Engine.Diagnostics;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Execution;

/// <summary>An update that is held to a preview, with a program that changes its mind.</summary>
public sealed class ReviewedStepsTests
{
    private readonly TestEngine _engine = new();

    private static Func<TestProgram.Client, Task> Things(params (string Name, PropertyMap Inputs)[] things) => async program =>
    {
        await program.StackAsync();
        foreach (var (name, inputs) in things)
        {
            await program.ThingAsync(name, inputs);
        }

        await program.OutputsAsync(PropertyMap.Empty.With("count", things.Length));
    };

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    private async Task<OperationResult> ApplyAsync(Func<TestProgram.Client, Task> reviewed, Func<TestProgram.Client, Task> now, Func<Operation, Operation>? options = null)
    {
        var plan = (await _engine.PreviewAsync(reviewed)).Plan.ShouldNotBeNull(_engine.ToString());
        return await _engine.UpAsync(now, operation => (options?.Invoke(operation) ?? operation) with { Plan = plan });
    }

    private void ShouldHaveStopped(OperationResult result, params string[] differences)
    {
        result.Outcome.ShouldBe(OperationOutcome.Failed, _engine.ToString());
        var error = string.Join('\n', _engine.Errors);
        error.ShouldContain("INF4320");
        differences.ShouldAllBe(difference => error.Contains(difference), error);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfWhatWasReviewed_DoesIt()
    {
        await _engine.UpAsync(Things(("a", Size(1)), ("b", Size(1)), ("c", [new("name", "x")])));
        var next = Things(("a", Size(2)), ("c", [new("name", "y")]), ("d", Size(1)));

        var result = await ApplyAsync(next, next);

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.Order().ShouldBe(["create c", "create d", "delete b", "delete c", "update a"]);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfWhatThePreviewDidNotKnow_GoesOn()
    {
        Func<TestProgram.Client, Task> chain = async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", Size(1));
            var b = await program.ThingAsync("b", [new("from", a.Properties["made"])], goal => goal with { Dependencies = [a.Urn] });
            await program.OutputsAsync([new("made", b.Properties["made"])]);
        };

        (await ApplyAsync(chain, chain)).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
    }

    [Fact]
    public async Task Preview_HeldToAPlan_TellsEverythingThatIsNotAsPlanned()
    {
        await _engine.UpAsync(Things(("a", Size(1)), ("gone", Size(1))));
        var plan = (await _engine.PreviewAsync(Things(("a", Size(2)), ("missing", Size(1))))).Plan.ShouldNotBeNull();

        var result = await _engine.PreviewAsync(Things(("a", Size(3)), ("b", Size(1)), ("c", Size(1)), ("gone", Size(1))), o => o with { Plan = plan });

        ShouldHaveStopped(
            result, "size: old 1, planned 2, now 3", "count: ", "planned nothing, now create", "planned create, now nothing", "planned delete, now same");
        _engine.Errors.Count(error => error.Contains("planned nothing, now create", StringComparison.Ordinal)).ShouldBe(2);
        result.Plan.ShouldBeNull();
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Preview_HeldToAPlan_WhoseProgramFails_SaysNothingOfWhatDidNotCome()
    {
        var plan = (await _engine.PreviewAsync(Things(("a", Size(1)), ("b", Size(1))))).Plan.ShouldNotBeNull();

        var result = await _engine.PreviewAsync(
            async program =>
            {
                await program.StackAsync();
                throw new TestProgram.ProgramFailure("no");
            },
            o => o with { Plan = plan });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["no"]);
    }

    [Fact]
    public async Task Up_WithOtherInputs_StopsBeforeThem()
    {
        await _engine.UpAsync(Things(("a", Size(1))));

        var result = await ApplyAsync(Things(("a", Size(2))), Things(("a", Size(3))));

        ShouldHaveStopped(result, "size: old 1, planned 2, now 3");
        _engine.Calls.ShouldBeEmpty();
        _engine.State("a").Inputs.ShouldBe(Size(1));
    }

    [Fact]
    public async Task Up_WithAnotherResource_StopsBeforeIt()
    {
        var result = await ApplyAsync(Things(("a", Size(1))), Things(("a", Size(1)), ("b", Size(1)), ("c", Size(1))));

        ShouldHaveStopped(result, "operation: planned nothing, now create");
        _engine.Calls.ShouldBe(["create a"]);
    }

    [Fact]
    public async Task Up_WithAnotherResourceAndContinueOnError_StopsAllTheSame()
    {
        var result = await ApplyAsync(Things(("b", Size(1))), Things(("a", Size(1)), ("b", Size(1))), operation => operation with { ContinueOnError = true });

        ShouldHaveStopped(result, "operation: planned nothing, now create");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithoutAResourceThatWasToBeMade_FailsInTheEnd()
    {
        Func<TestProgram.Client, Task> Program(bool both) => async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1));
            if (both)
            {
                await program.ThingAsync("b", Size(1));
            }
        };

        ShouldHaveStopped(await ApplyAsync(Program(true), Program(false)), "operation: planned create, now nothing");
        _engine.Calls.ShouldBe(["create a"]);
    }

    [Fact]
    public async Task Up_WithoutAResourceThatWasToStay_DoesNotDeleteIt()
    {
        await _engine.UpAsync(Things(("a", Size(1)), ("b", Size(1))));
        Func<TestProgram.Client, Task> without = async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1));
        };

        var result = await ApplyAsync(Things(("a", Size(1)), ("b", Size(1))), without);

        ShouldHaveStopped(result, "operation: planned same, now delete");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithAResourceThatWasToGo_StopsThere()
    {
        await _engine.UpAsync(Things(("a", Size(1)), ("b", Size(1))));

        ShouldHaveStopped(await ApplyAsync(Things(("a", Size(1))), Things(("b", Size(1)))), "operation: planned delete, now same");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithAReplacementInsteadOfAnUpdate_StopsBeforeIt()
    {
        await _engine.UpAsync(Things(("a", [new("name", "x"), new("size", 1)])));

        var result = await ApplyAsync(Things(("a", [new("name", "x"), new("size", 2)])), Things(("a", [new("name", "y"), new("size", 2)])));

        ShouldHaveStopped(result, "operation: planned update, now create-replacement, replace", "name: old \"x\", planned \"x\", now \"y\"");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithAnUnknownThatNowDemandsAReplacement_StopsBeforeIt()
    {
        Func<TestProgram.Client, Task> Program(int size, bool other) => async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", Size(size));
            await program.ThingAsync("b", other ? [new("value", a.Properties["made"]), new("name", "y")] : [new("value", a.Properties["made"]), new("name", "x")]);
        };
        await _engine.UpAsync(Program(1, false));

        ShouldHaveStopped(await ApplyAsync(Program(2, false), Program(2, true)), "now create-replacement, replace");
        _engine.Calls.ShouldBe(["update a"]);
    }

    [Fact]
    public async Task Up_WithOtherStackOutputs_StopsAndKeepsTheOldOnes()
    {
        await _engine.UpAsync(Things(("a", Size(1))));
        Func<TestProgram.Client, Task> Output(string value) => async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1));
            await program.OutputsAsync([new("url", value)]);
        };

        ShouldHaveStopped(await ApplyAsync(Output("a"), Output("b")), "outputs.url: planned \"a\", now \"b\"");
        _engine.State("proj-dev").Outputs.ShouldBe(PropertyMap.Empty.With("count", 1));
    }

    [Fact]
    public async Task Preview_ThatIsHeldToAPlan_SaysTheSameAsTheUpdate()
    {
        var plan = (await _engine.PreviewAsync(Things(("a", Size(1))))).Plan;

        var result = await _engine.PreviewAsync(Things(("a", Size(2))), operation => operation with { Plan = plan });

        ShouldHaveStopped(result, "size: planned 1, now 2");
        result.Plan.ShouldBeNull();
    }

    [Fact]
    public async Task Destroy_OfWhatWasReviewed_DeletesIt()
    {
        await _engine.UpAsync(Things(("a", Size(1)), ("b", Size(1))));
        var plan = (await _engine.DestroyAsync(o => o with { DryRun = true })).Plan.ShouldNotBeNull();

        (await _engine.DestroyAsync(o => o with { Plan = plan })).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());

        _engine.Ledger.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task Destroy_OfMoreThanWasReviewed_DeletesNothing()
    {
        await _engine.UpAsync(Things(("a", Size(1))));
        var plan = (await _engine.DestroyAsync(o => o with { DryRun = true })).Plan.ShouldNotBeNull() with { State = null };
        await _engine.UpAsync(Things(("a", Size(1)), ("b", Size(1))));

        ShouldHaveStopped(await _engine.DestroyAsync(o => o with { Plan = plan }), "operation: planned nothing, now delete");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Destroy_OfAStateThatChanged_DoesNotBegin()
    {
        await _engine.UpAsync(Things(("a", Size(1)), ("c", Size(1))));
        var plan = (await _engine.DestroyAsync(o => o with { DryRun = true })).Plan.ShouldNotBeNull();
        await _engine.UpAsync(Things(("a", Size(2)), ("b", Size(1))));

        var refused = await Should.ThrowAsync<InfraException>(() => _engine.DestroyAsync(o => o with { Plan = plan }));

        refused.Code.ShouldBe("INF4322");
        foreach (var difference in new[] { "test:index:Thing a changed", "test:index:Thing b is new", "test:index:Thing c is no longer there" })
        {
            refused.Detail.ShouldContain(difference);
        }

        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithDeleteBeforeReplaceAndDependents_GoesOnAsReviewed()
    {
        Func<TestProgram.Client, Task> Program(string first) => async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", [new("first", first)]);
            await program.ThingAsync("b", [new("name", a.Properties["made"])], goal => goal with
            {
                Dependencies = [a.Urn],
                PropertyDependencies = goal.PropertyDependencies.Add("name", [a.Urn]),
            });
        };
        await _engine.UpAsync(Program("1"));

        (await ApplyAsync(Program("2"), Program("2"))).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["delete b", "delete a", "create a", "create b"]);
    }
}
