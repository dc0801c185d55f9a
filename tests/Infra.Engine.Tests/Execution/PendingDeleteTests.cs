using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Execution;

public sealed class PendingDeleteTests
{
    private readonly TestEngine _engine = new();

    private static Func<TestProgram.Client, Task> Named(string name, bool withNew = false) => async program =>
    {
        await program.StackAsync();
        if (withNew)
        {
            await program.ThingAsync("new", PropertyMap.Empty);
        }

        var first = await program.ThingAsync("a", PropertyMap.Empty.With("name", name));
        await program.ThingAsync("b", PropertyMap.Empty.With("name", name), goal => goal with { Dependencies = [first.Urn] });
    };

    [Fact]
    public async Task Up_AfterReplacedThingsWereNotDeleted_DeletesThemBeforeAnythingElse()
    {
        await LeaveTwoAsync();

        var result = await _engine.UpAsync(Named("two", withNew: true));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["delete b", "delete a", "create new"]);
        _engine.Steps.ShouldBe(["delete-replaced b", "delete-replaced a", "create new"]);
        _engine.Store.Current.Resources.ShouldNotContain(r => r.Delete);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_WhosePendingDeleteFails_BeginsNothing()
    {
        await LeaveTwoAsync();
        Fail("delete b");

        var result = await _engine.UpAsync(Named("two", withNew: true));

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Calls.ShouldBeEmpty();
        _engine.Store.Current.Resources.Where(r => r.Delete).Select(r => Urn.Name(r.Urn)).ShouldBe(["a", "b"], ignoreOrder: true);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_WithAnotherTarget_LeavesThePendingDelete()
    {
        await LeaveTwoAsync();

        var result = await _engine.UpAsync(Named("two", withNew: true), o => o with { Targets = [UrnOf("new"), UrnOf("b")] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["delete b", "create new"]);
        _engine.Store.Current.Resources.Where(r => r.Delete).ShouldHaveSingleItem().Urn.ShouldBe(UrnOf("a"));
    }

    [Fact]
    public async Task Preview_OfAPendingDelete_ShowsItFirst_AndTheUpdateIsHeldToThat()
    {
        await LeaveTwoAsync();

        var plan = (await _engine.PreviewAsync(Named("two"))).Plan;

        _engine.Steps.ShouldBe(["delete-replaced b", "delete-replaced a"]);
        _engine.Calls.ShouldBeEmpty();
        var result = await _engine.UpAsync(Named("two"), o => o with { Plan = plan.ShouldNotBeNull() });
        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["delete b", "delete a"]);
    }

    [Fact]
    public async Task Up_AfterAReplacedProviderWasNotTakenAway_LeavesItToItsResourcesUntilTheyHaveMoved()
    {
        await _engine.UpAsync(program => WithProviderAsync(program, "one"));
        Fail("create a");
        (await _engine.UpAsync(program => WithProviderAsync(program, "two"))).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Store.Current.Resources.Where(r => r.Delete).ShouldHaveSingleItem().Type.ShouldBe("pulumi:providers:test");
        _engine.During = (_, _) => Task.CompletedTask;

        var result = await _engine.UpAsync(program => WithProviderAsync(program, "two"));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Steps.ShouldBe(["create-replacement a", "replace a", "delete-replaced a", "delete-replaced mine"]);
        _engine.Store.Violations.ShouldBeEmpty();
        _engine.Store.Current.Resources.ShouldNotContain(r => r.Delete);
    }

    private static async Task WithProviderAsync(TestProgram.Client program, string account)
    {
        await program.StackAsync();
        var provider = await program.ThingAsync("mine", PropertyMap.Empty.With("account", account), type: "pulumi:providers:test");
        var goal = new Goal { Type = ThingType, Name = "a", Parent = program.StackUrn, Inputs = PropertyMap.Empty.With("size", 1) };
        await program.Monitor.RegisterAsync(goal, new ProviderRequest(new ProviderReference(provider.Urn, provider.Id).ToString()), program.Ended);
    }

    /// <summary>Both are replaced, and neither old one could be deleted.</summary>
    private async Task LeaveTwoAsync()
    {
        await _engine.UpAsync(Named("one"));
        Fail("delete b");
        (await _engine.UpAsync(Named("two"))).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Store.Current.Resources.Count(r => r.Delete).ShouldBe(2);
        _engine.During = (_, _) => Task.CompletedTask;
    }

    private void Fail(string call) => _engine.During = (doing, _) => doing == call ? throw new ProviderException("busy") : Task.CompletedTask;
}
