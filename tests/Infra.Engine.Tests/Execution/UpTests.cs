using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Execution;

public sealed class UpTests
{
    private readonly TestEngine _engine = new();

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    private static Func<TestProgram.Client, Task> Pair(int a, int b) => async program =>
    {
        await program.StackAsync();
        var first = await program.ThingAsync("a", Size(a));
        await program.ThingAsync("b", Size(b), goal => goal with { Dependencies = [first.Urn] });
        await program.OutputsAsync(PropertyMap.Empty.With("made", first.Properties["made"]));
    };

    [Fact]
    public async Task Up_OfANewStack_MakesEverythingAndKeepsIt()
    {
        var result = await _engine.UpAsync(Pair(1, 2));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["create a", "create b"]);
        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Create] = 3 });
        result.Outputs.ShouldBe(PropertyMap.Empty.With("made", "id-1"));
        _engine.Store.Current.Resources.Select(r => Urn.Name(r.Urn)).ShouldBe(["proj-dev", "default", "a", "b"]);
        _engine.Store.History.Single().ShouldBe(_engine.Store.History[0] with { Kind = "update", Succeeded = true });
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfAnUnchangedProgram_WritesNothing()
    {
        await _engine.UpAsync(Pair(1, 2));
        var before = _engine.Store.Saved.Count;

        var result = await _engine.UpAsync(Pair(1, 2));

        result.HasChanges.ShouldBeFalse();
        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Same] = 3 });
        _engine.Calls.ShouldBeEmpty();
        _engine.Store.Saved.Count.ShouldBe(before);
        _engine.Store.History.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Up_OfAChangedInput_UpdatesThatOne()
    {
        await _engine.UpAsync(Pair(1, 2));

        var result = await _engine.UpAsync(Pair(1, 3));

        _engine.Calls.ShouldBe(["update b"]);
        _engine.Steps.ShouldBe(["update b"]);
        result.Changes[StepOp.Update].ShouldBe(1);
        var step = _engine.Events.OfType<StepSucceededEvent>().Single(e => e.Step.Op == StepOp.Update).Step;
        step.Diffs.ShouldBe(["size"]);
        step.DetailedDiff!["size"].Kind.ShouldBe(PropertyDiffKind.Update);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Preview_OfAChange_ChangesNothing()
    {
        await _engine.UpAsync(Pair(1, 2));
        var (before, saved) = (_engine.Store.Current, _engine.Store.Saved.Count);

        var result = await _engine.PreviewAsync(Pair(1, 3));

        result.Changes[StepOp.Update].ShouldBe(1);
        _engine.Calls.ShouldBeEmpty();
        _engine.Store.Current.ShouldBeSameAs(before);
        _engine.Store.Saved.Count.ShouldBe(saved);
        _engine.Store.History.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Preview_OfANewStack_LeavesIdsAndNewValuesUnknown()
    {
        RegisteredResource? answer = null;
        await _engine.PreviewAsync(async program =>
        {
            await program.StackAsync();
            answer = await program.ThingAsync("a", Size(1));
        });

        answer!.Id.ShouldBe("");
        answer.Properties["made"].ShouldBe(PropertyValue.Unknown);
        answer.Properties["size"].ShouldBe((PropertyValue)1);
    }

    [Fact]
    public async Task Up_WithoutAResource_DeletesDependentsFirst()
    {
        await _engine.UpAsync(Pair(1, 2));

        var result = await _engine.UpAsync(program => program.StackAsync());

        _engine.Calls.ShouldBe(["delete b", "delete a"]);
        result.Changes[StepOp.Delete].ShouldBe(2);
        _engine.Ledger.Things.ShouldBeEmpty();
        _engine.Store.Current.Resources.Select(r => Urn.Name(r.Urn)).ShouldBe(["proj-dev"]);
    }

    [Fact]
    public async Task Up_ThatReplaces_MakesTheNewOneBeforeTheOldOneGoes()
    {
        await _engine.UpAsync(Named("x"));

        var result = await _engine.UpAsync(Named("y"));

        _engine.Calls.ShouldBe(["create a", "update b", "delete a"]);
        _engine.Steps.ShouldBe(["create-replacement a", "replace a", "update b", "delete-replaced a"]);
        result.Changes.ShouldBe(new Dictionary<StepOp, int> { [StepOp.Same] = 1, [StepOp.Update] = 1, [StepOp.Replace] = 1 });
        _engine.ShouldAgreeWithLedger();

        static Func<TestProgram.Client, Task> Named(string name) => async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", PropertyMap.Empty.With("name", name));
            await program.ThingAsync("b", PropertyMap.Empty.With("of", a.Id), goal => goal with { Dependencies = [a.Urn] });
        };
    }

    [Fact]
    public async Task Up_ThatDeletesBeforeReplacing_TakesDependentsThatCannotStay()
    {
        await _engine.UpAsync(Chain("x"));

        await _engine.UpAsync(Chain("y"));

        _engine.Calls.ShouldBe(["delete b", "delete a", "create a", "create b", "update c"]);
        _engine.Steps.ShouldBe(["delete-replaced b", "delete-replaced a", "replace a", "create-replacement a", "replace b", "create-replacement b", "update c"]);
        _engine.Store.Current.Resources.ShouldAllBe(r => !r.PendingReplacement && !r.Delete);
        _engine.ShouldAgreeWithLedger();

        static Func<TestProgram.Client, Task> Chain(string first) => async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", PropertyMap.Empty.With("first", first));
            var b = await program.ThingAsync("b", PropertyMap.Empty.With("name", a.Id), goal => On(goal, "name", a));
            await program.ThingAsync("c", PropertyMap.Empty.With("note", b.Id), goal => On(goal, "note", b));
        };
    }

    [Fact]
    public async Task Up_OfSomethingInAReplacedThing_GoesWithIt()
    {
        await _engine.UpAsync(Server("x"));

        await _engine.UpAsync(Server("y"));

        _engine.Calls.ShouldBe(["delete server", "create server", "create layer"]);
        _engine.State("layer").Id.ShouldNotBe("id-2");

        static Func<TestProgram.Client, Task> Server(string first) => async program =>
        {
            await program.StackAsync();
            var server = await program.ThingAsync("server", PropertyMap.Empty.With("first", first));
            await program.ThingAsync("layer", Size(1), goal => goal with { DeletedWith = server.Urn, Dependencies = [server.Urn] });
        };
    }

    [Fact]
    public async Task Up_OfAProtectedReplacement_IsRefused()
    {
        Func<TestProgram.Client, Task> Named(string name) => async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", PropertyMap.Empty.With("name", name), goal => goal with { Protect = true });
        };
        await _engine.UpAsync(Named("x"));

        (await _engine.PreviewAsync(Named("y"))).Outcome.ShouldBe(OperationOutcome.Failed);
        (await _engine.UpAsync(Named("y"))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.ShouldHaveSingleItem().ShouldStartWith($"unable to replace resource \"{UrnOf("a")}\"");
        _engine.Calls.ShouldBeEmpty();
        (await _engine.UpAsync(Named("y"), o => o with { IgnoreProtect = true })).Outcome.ShouldBe(OperationOutcome.Succeeded);
    }

    [Fact]
    public async Task Up_WithoutAProtectedResource_NamesItAndDeletesNothing()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1), goal => goal with { Protect = true });
            await program.ThingAsync("b", Size(1));
        });

        var result = await _engine.UpAsync(program => program.StackAsync());

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldContain($"\"{UrnOf("a")}\" cannot be deleted\nbecause it is protected");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_OfARetainedResource_LeavesTheThing()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1), goal => goal with { RetainOnDelete = true });
        });

        await _engine.UpAsync(program => program.StackAsync());

        _engine.Calls.ShouldBeEmpty();
        _engine.Ledger.Things.Count.ShouldBe(1);
        _engine.Store.Current.Resources.ShouldHaveSingleItem().Type.ShouldBe(Urn.RootStackType);
    }

    [Fact]
    public async Task Up_OfARenamedResource_KeepsItThroughItsAlias()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var group = await program.ComponentAsync("group");
            await program.ThingAsync("group-a", Size(1), goal => goal with { Parent = group.Urn });
        });

        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var group = await program.ComponentAsync("team", options: goal => goal with { Aliases = [new Alias { Name = "group" }] });
            await program.ThingAsync("team-a", Size(1), goal => goal with { Parent = group.Urn });
        });

        _engine.Calls.ShouldBeEmpty();
        _engine.State("team-a").Id.ShouldBe("id-1");
        _engine.Store.Current.Resources.Select(r => Urn.Name(r.Urn)).ShouldBe(["proj-dev", "team", "default", "team-a"], ignoreOrder: true);
    }

    [Fact]
    public async Task Up_WithIgnoredChanges_KeepsTheOldValue()
    {
        await _engine.UpAsync(Pair(1, 2));

        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var a = await program.ThingAsync("a", Size(9), goal => goal with { IgnoreChanges = ["size"] });
            await program.ThingAsync("b", Size(2), goal => goal with { Dependencies = [a.Urn] });
        });

        _engine.Calls.ShouldBeEmpty();
        _engine.State("a").Inputs.ShouldBe(Size(1));
    }

    [Fact]
    public async Task Up_WithReplaceOnChanges_Replaces()
    {
        await _engine.UpAsync(Replacing(1));

        await _engine.UpAsync(Replacing(2));

        _engine.Calls.ShouldBe(["create a", "delete a"]);

        static Func<TestProgram.Client, Task> Replacing(int size) => async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(size), goal => goal with { ReplaceOnChanges = ["size"] });
        };
    }

    [Fact]
    public async Task Up_OfASecretInput_KeepsTheOutputSecret()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", PropertyMap.Empty.With("password", new SecretValue("x")).With("plain", 1), goal => goal with { AdditionalSecretOutputs = ["made"] });
        });

        var outputs = _engine.State("a").Outputs;
        outputs["password"].ShouldBeOfType<SecretValue>();
        outputs["made"].ShouldBeOfType<SecretValue>();
        outputs["plain"].ShouldBeOfType<NumberValue>();
    }

    [Fact]
    public async Task Up_WithConfiguration_GivesItToTheDefaultProvider()
    {
        _engine.Config = new(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("test:region", "north").Add("test:key", "k").Add("other:x", "1"), ["test:key"]);
        PropertyMap? configuration = null;

        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var result = await program.Monitor.InvokeAsync("test:index:ask", PropertyMap.Empty, ProviderRequest.Default, default);
            configuration = ((ObjectValue)result!.Return["configuration"]).Properties;
        });

        configuration.ShouldBe(PropertyMap.Empty.With("region", "north").With("key", new SecretValue("k")));
        _engine.State("default").Inputs.ContainsKey("__internal").ShouldBeTrue();
        _engine.State("default").Outputs.ContainsKey("__internal").ShouldBeFalse();
    }

    [Fact]
    public async Task Read_OfAThingThatExists_IsInTheStateAndNeverDeleted()
    {
        _engine.Ledger.Things["there"] = Size(7);
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var read = await program.Monitor.ReadAsync(new ReadGoal { Type = ThingType, Name = "r", Id = "there", Parent = program.StackUrn }, ProviderRequest.Default, default);
            read.Properties.ShouldBe(Size(7));
        });
        _engine.State("r").External.ShouldBeTrue();

        await _engine.DestroyAsync();

        _engine.Calls.ShouldBeEmpty();
        _engine.Ledger.Things.Count.ShouldBe(1);
        _engine.Store.Current.Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_OfAThingThatDoesNotExist_SaysSo()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.Monitor.ReadAsync(new ReadGoal { Type = ThingType, Name = "r", Id = "gone", Parent = program.StackUrn }, ProviderRequest.Default, program.Ended);
        });

        _engine.Errors.ShouldBe(["resource 'gone' does not exist"]);
    }

    private static Goal On(Goal goal, string property, RegisteredResource other) => goal with
    {
        Dependencies = [other.Urn],
        PropertyDependencies = goal.PropertyDependencies.Add(property, [other.Urn]),
    };
}
