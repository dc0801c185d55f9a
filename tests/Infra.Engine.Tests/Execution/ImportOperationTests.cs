using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Execution;

/// <summary>The operation that takes things into the state without a program.</summary>
public sealed class ImportOperationTests
{
    private readonly TestEngine _engine = new();

    public ImportOperationTests()
    {
        _engine.Ledger.Things["there"] = Size(7).With("made", "there").With("extra", true);
        _engine.Ledger.Things["too"] = Size(8).With("made", "too");
    }

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    private static ImportRequest Request(string name = "x", string id = "there") => new(TestEngine.ThingType, name, id);

    private Task<OperationResult> ImportAsync(bool dryRun, params ImportRequest[] imports) =>
        _engine.RunAsync(OperationKind.Import, _ => throw new InvalidOperationException("there is no program"), o => o with { Imports = [.. imports], DryRun = dryRun });

    private static Task Declare(TestProgram.Client program) => Declare(program, imported: false);

    private static async Task Declare(TestProgram.Client program, bool imported)
    {
        await program.StackAsync();
        var component = await program.ComponentAsync("group");
        await program.ThingAsync("a", Size(1), goal => goal with { Parent = component.Urn, Protect = true });
        if (imported)
        {
            await program.ThingAsync("x", Size(7).With("extra", true), goal => goal with { Protect = true });
        }

        await program.OutputsAsync(Size(1));
    }

    [Fact]
    public async Task Import_IntoAnEmptyStack_TakesTheThingWithItsProvider()
    {
        var result = await ImportAsync(false, Request());

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        result.Changes[StepOp.Import].ShouldBe(1);
        _engine.Calls.ShouldBeEmpty();
        var state = _engine.State("x");
        (state.Id, state.ImportId, state.Protect, state.Inputs).ShouldBe(("there", "there", true, Size(7).With("extra", true)));
        _engine.Store.History.Single().Kind.ShouldBe("import");
    }

    [Fact]
    public async Task Import_IntoAStackWithResources_LeavesThemAsTheyAre()
    {
        await _engine.UpAsync(Declare);
        var before = _engine.Store.Current.Resources;

        var result = await ImportAsync(false, Request(), Request("y", "too") with { Parent = Urn.Create("dev", "proj", "", TestEngine.ThingType, "x"), Protect = false });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        result.Changes[StepOp.Import].ShouldBe(2);
        _engine.Calls.ShouldBeEmpty();
        var after = _engine.Store.Current.Resources;
        after.Zip(before).ShouldAllBe(pair => StateEquality.Same(pair.First, pair.Second));
        after.Length.ShouldBe(before.Length + 2);
        after.Count(r => Urn.IsProviderType(r.Type)).ShouldBe(1);
        after[^1].Urn.ShouldBe($"urn:pulumi:dev::proj::{TestEngine.ThingType}${TestEngine.ThingType}::y");
    }

    [Fact]
    public async Task Up_WithTheImportedResourceDeclared_ChangesNothing()
    {
        await _engine.UpAsync(Declare);
        await ImportAsync(false, Request());

        (await _engine.UpAsync(program => Declare(program, imported: true))).HasChanges.ShouldBeFalse(_engine.ToString());
    }

    [Fact]
    public async Task Import_WithAResourceWaitingToBeDeleted_LeavesItWaiting()
    {
        await _engine.UpAsync(Declare);
        var old = _engine.State("a") with { Delete = true, Id = "old", Protect = false };
        await _engine.Store.SaveAsync(_engine.Store.Current with { Resources = _engine.Store.Current.Resources.Add(old) }, default);

        (await ImportAsync(false, Request())).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());

        _engine.Calls.ShouldBeEmpty();
        _engine.Store.Current.Resources.Single(r => r.Delete).Id.ShouldBe("old");
    }

    [Fact]
    public async Task Import_OfSomeProperties_KeepsThose()
    {
        await ImportAsync(false, Request() with { Properties = ["size"] });

        _engine.State("x").Inputs.ShouldBe(Size(7));
    }

    [Fact]
    public async Task Preview_OfAnImport_ChangesNothing()
    {
        (await ImportAsync(true, Request())).Changes[StepOp.Import].ShouldBe(1);

        _engine.Store.Current.Resources.ShouldBeEmpty();
        _engine.Store.History.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_OfWhatDoesNotExist_SaysSo()
    {
        await _engine.UpAsync(Declare);
        var before = _engine.Store.Current.Resources;

        (await ImportAsync(false, Request(id: "gone"))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.Single().ShouldContain("resource 'gone' does not exist");
        _engine.Store.Current.Resources.Select(r => r.Urn).ShouldBe(before.Select(r => r.Urn));
    }

    [Fact]
    public async Task Import_OfAUrnThatTheStateHas_IsRefused()
    {
        await _engine.UpAsync(Declare);
        await ImportAsync(false, Request());

        (await ImportAsync(false, Request(id: "too"))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.Single().ShouldContain("Duplicate resource URN");
        _engine.State("x").Id.ShouldBe("there");
    }
}
