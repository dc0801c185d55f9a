using Infra.Engine.Events;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Execution;

/// <summary>--target, --target-dependents and --exclude of up and destroy.</summary>
public sealed class TargetTests
{
    private readonly TestEngine _engine = new();

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    /// <summary>b depends on a; c stands alone.</summary>
    private static Func<TestProgram.Client, Task> Three(int size) => async program =>
    {
        await program.StackAsync();
        var a = await program.ThingAsync("a", Size(size));
        await program.ThingAsync("b", Size(size), goal => goal with { Dependencies = [a.Urn] });
        var c = await program.ThingAsync("c", Size(size));
        await program.OutputsAsync(PropertyMap.Empty.With("size", size).With("made", c.Properties.Find("made") ?? PropertyValue.Unknown));
    };

    private IEnumerable<string> Names => _engine.Store.Current.Resources.Select(r => Urn.Name(r.Urn)).Where(n => n.Length == 1);

    [Theory]
    [InlineData(false, "update a")]
    [InlineData(true, "update a, update b")]
    public async Task Up_OfATarget_ChangesThatOneAndOnRequestWhatDependsOnIt(bool dependents, string calls)
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.UpAsync(Three(2), o => o with { Targets = ["**::a"], TargetDependents = dependents });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        string.Join(", ", _engine.Calls).ShouldBe(calls);
        _engine.State("c").Inputs.ShouldBe(Size(1));
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfATargetInANewStack_MakesOnlyThatOne()
    {
        var result = await _engine.UpAsync(Three(1), o => o with { Targets = ["**::a"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["create a"]);
        Names.ShouldBe(["a"]);
        result.Outputs.ShouldBe(Size(1));
    }

    [Fact]
    public async Task Up_WithoutATarget_LeavesWhatTheProgramDeclaresNoMore()
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.UpAsync(
            async program =>
            {
                await program.StackAsync();
                await program.ThingAsync("a", Size(2));
            },
            o => o with { Targets = ["**::a", "**::b"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["update a", "delete b"]);
        Names.ShouldBe(["a", "c"]);
        result.Outputs.ShouldBe(PropertyMap.Empty.With("size", 1).With("made", "id-3"));
    }

    [Fact]
    public async Task Up_OfATargetThatNeedsANewOne_IsRefused()
    {
        var result = await _engine.UpAsync(Three(1), o => o with { Targets = ["**::b"] });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Single().ShouldStartWith($"it depends on '{TestEngine.UrnOf("a")}', which does not exist yet");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_OfATargetThatIsNowhere_FailsAndDeletesNothing()
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.UpAsync(program => program.StackAsync(), o => o with { Targets = ["**::d"] });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Single().ShouldStartWith("INF4304: there is no such resource: '**::d' is not in the stack.");
        Names.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Up_WithAnExclusion_ChangesTheRest()
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.UpAsync(Three(2), o => o with { Excludes = ["**::b"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.Order().ShouldBe(["update a", "update c"]);
    }

    [Fact]
    public async Task Up_ThatReplacesATarget_DeletesTheOldOne()
    {
        await _engine.UpAsync(Three(1));

        await _engine.UpAsync(Three(1), o => o with { Targets = ["**::c"], Replace = [TestEngine.UrnOf("c")] });

        _engine.Calls.ShouldBe(["create c", "delete c"]);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfAComponentThatIsNotMeant_LeavesItsOutputsAndItsChildrenAlone()
    {
        static Func<TestProgram.Client, Task> Program(int size) => async program =>
        {
            await program.StackAsync();
            var component = await program.ComponentAsync("parent", Size(size));
            await program.ThingAsync("child", Size(size), goal => goal with { Parent = component.Urn });
            await program.Monitor.RegisterOutputsAsync(component.Urn, Size(size), program.Ended);
            await program.ThingAsync("c", Size(size));
        };
        await _engine.UpAsync(Program(1));

        var result = await _engine.UpAsync(Program(2), o => o with { Targets = ["**::c"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.State("parent").Outputs.ShouldBe(Size(1));
        _engine.State("child").Inputs.ShouldBe(Size(1));
        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Same] = 3, [StepOp.Update] = 1 });
    }

    [Fact]
    public async Task Up_OfARenamedResourceThatIsNotMeant_CarriesTheNameAndNothingElse()
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.UpAsync(
            async program =>
            {
                await program.StackAsync();
                var a = await program.ThingAsync("x", Size(2), goal => goal with { Aliases = [new() { Name = "a" }] });
                await program.ThingAsync("b", Size(2), goal => goal with { Dependencies = [a.Urn] });
                await program.ThingAsync("c", Size(2));
            },
            o => o with { Targets = ["**::c"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["update c"]);
        _engine.State("x").Inputs.ShouldBe(Size(1));
        _engine.State("b").Dependencies.ShouldBe([TestEngine.UrnOf("x")]);
    }

    [Fact]
    public async Task Up_ThatMustDeleteADependentFirstThatIsNotMeant_IsRefused()
    {
        static Func<TestProgram.Client, Task> Program(string first) => async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", PropertyMap.Empty.With("first", first));
            await program.ThingAsync("b", PropertyMap.Empty.With("name", a.Id.Length > 0 ? a.Id : PropertyValue.Unknown), goal => goal with
            {
                Dependencies = [a.Urn],
                PropertyDependencies = goal.PropertyDependencies.SetItem("name", [a.Urn]),
            });
        };
        await _engine.UpAsync(Program("x"));

        var result = await _engine.UpAsync(Program("y"), o => o with { Targets = ["**::a"] });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Single().ShouldContain("must be deleted before");
        _engine.Calls.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    [Theory]
    [InlineData("**::b", false, "a, c")]
    [InlineData("**::a", true, "c")]
    [InlineData("**::c", false, "a, b")]
    public async Task Destroy_OfATarget_DeletesThatOneAndOnRequestWhatDependsOnIt(string target, bool dependents, string left)
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.DestroyAsync(o => o with { Targets = [target], TargetDependents = dependents });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        string.Join(", ", Names).ShouldBe(left);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Destroy_OfATargetThatIsNeeded_NamesWhoNeedsItAndDeletesNothing()
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.DestroyAsync(o => o with { Targets = ["**::a"] });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Single().ShouldContain($"because \"{TestEngine.UrnOf("b")}\" depends on it");
        _engine.Calls.ShouldBeEmpty();
        Names.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Destroy_WithAnExclusion_KeepsItAndWhatItNeeds()
    {
        await _engine.UpAsync(Three(1));

        var result = await _engine.DestroyAsync(o => o with { Excludes = ["**::b"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["delete c"]);
        _engine.Store.Current.Resources.Select(r => Urn.Name(r.Urn)).ShouldBe(["proj-dev", "default", "a", "b"]);
    }

    [Fact]
    public async Task Destroy_OfATargetThatIsNotThere_IsRefused()
    {
        await _engine.UpAsync(Three(1));

        (await Should.ThrowAsync<Diagnostics.InfraException>(() => _engine.DestroyAsync(o => o with { Targets = ["**::d"] }))).Code.ShouldBe("INF4304");
    }

    [Fact]
    public async Task Preview_OfATarget_SaysWhatUpThenDoes()
    {
        await _engine.UpAsync(Three(1));

        var preview = await _engine.PreviewAsync(Three(2), o => o with { Targets = ["**::a"] });
        var up = await _engine.UpAsync(Three(2), o => o with { Targets = ["**::a"] });

        preview.Changes.ShouldBe(up.Changes);
    }
}
