using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Execution;

/// <summary>The option import: a thing that exists becomes the stack's.</summary>
public sealed class ImportTests
{
    private readonly TestEngine _engine = new();

    public ImportTests() => _engine.Ledger.Things["there"] = Size(7).With("made", "there");

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    private static Func<TestProgram.Client, Task> Importing(PropertyMap inputs, string id = "there", Func<Goal, Goal>? options = null) => async program =>
    {
        await program.StackAsync();
        await program.ThingAsync("a", inputs, goal => (options?.Invoke(goal) ?? goal) with { ImportId = id });
    };

    [Fact]
    public async Task Up_OfAnImportThatMatches_TakesItAsItIs()
    {
        var result = await _engine.UpAsync(Importing(Size(7)));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        result.Changes[StepOp.Import].ShouldBe(1);
        _engine.Calls.ShouldBeEmpty();
        var state = _engine.State("a");
        (state.Id, state.ImportId, state.External).ShouldBe(("there", "there", false));
        state.Created.ShouldNotBeNull();
        _engine.ShouldAgreeWithLedger();
        (await _engine.UpAsync(Importing(Size(7)))).HasChanges.ShouldBeFalse();
    }

    [Fact]
    public async Task Up_OfAnImportThatDiffers_ChangesItToWhatIsDeclared()
    {
        var result = await _engine.UpAsync(Importing(Size(8)));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Steps.ShouldContain("import a");
        _engine.Calls.ShouldBe(["update a"]);
        _engine.State("a").Inputs.ShouldBe(Size(8));
        _engine.Store.Current.Resources.Count(r => Urn.Name(r.Urn) == "a").ShouldBe(1);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfAnImportWithIgnoredChanges_KeepsWhatIsThere()
    {
        await _engine.UpAsync(Importing(Size(8), options: goal => goal with { IgnoreChanges = ["size"] }));

        _engine.Calls.ShouldBeEmpty();
        _engine.State("a").Inputs.ShouldBe(Size(7));
    }

    [Fact]
    public async Task Preview_OfAnImport_SaysWhatUpThenDoesAndWritesNothing()
    {
        var preview = await _engine.PreviewAsync(Importing(Size(8)));

        _engine.Store.Current.Resources.ShouldBeEmpty();
        preview.Changes.ShouldBe((await _engine.UpAsync(Importing(Size(8)))).Changes);
    }

    [Theory]
    [InlineData("gone", "resource 'gone' does not exist")]
    [InlineData("opaque", "does not support importing")]
    [InlineData("other", "without replacing it (name)")]
    public async Task Up_OfAnImportThatCannotBe_SaysWhyAndTakesNothing(string id, string reason)
    {
        _engine.Ledger.Things["opaque"] = Size(7).With("opaque", true);
        _engine.Ledger.Things["other"] = Size(7).With("name", "x");

        var result = await _engine.UpAsync(Importing(Size(7).With("name", "y"), id));

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Single().ShouldContain(reason);
        _engine.Store.Current.Resources.ShouldNotContain(r => Urn.Name(r.Urn) == "a");
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_OfAnImportInThePlaceOfAnother_DeletesTheOtherInTheEnd()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1));
        });

        var result = await _engine.UpAsync(Importing(Size(7)));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["delete a"]);
        _engine.State("a").Id.ShouldBe("there");
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfAnImportOfWhatWasOnlyRead_MakesItTheStacksOwn()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.Monitor.ReadAsync(new ReadGoal { Type = TestEngine.ThingType, Name = "a", Id = "there", Parent = program.StackUrn }, ProviderRequest.Default, default);
        });

        await _engine.UpAsync(Importing(Size(7)));

        _engine.Store.Current.Resources.Single(r => Urn.Name(r.Urn) == "a").External.ShouldBeFalse();
        await _engine.DestroyAsync();
        _engine.Calls.ShouldBe(["delete a"]);
    }

    [Fact]
    public async Task Up_WhenTheUpdateAfterAnImportFails_KeepsTheImport()
    {
        _engine.During = (call, _) => call == "update a" ? throw new Protocol.Providers.ProviderException("no") : Task.CompletedTask;

        (await _engine.UpAsync(Importing(Size(8)))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.State("a").Inputs.ShouldBe(Size(7));
        _engine.During = (_, _) => Task.CompletedTask;
        (await _engine.UpAsync(Importing(Size(8)))).Outcome.ShouldBe(OperationOutcome.Succeeded);
        _engine.Calls.ShouldBe(["update a"]);
        _engine.Store.Current.PendingOperations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Up_ThatWouldReplaceWhatIsDeclaredAsImported_IsRefused(bool preview)
    {
        await _engine.UpAsync(Importing(Size(7)));

        var program = Importing(Size(7).With("name", "x"));
        var result = await (preview ? _engine.PreviewAsync(program) : _engine.UpAsync(program));

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldBe("it would have to be replaced (name), and its declaration still says that 'there' is imported\ntake the option `import` out of the program, and run it again");
        _engine.Calls.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Up_OfAnImportThatIsNotWell_TakesItAndMendsIt()
    {
        _engine.Reading = _ => throw new InitializationFailedException("there", Size(7).With("made", "there"), Size(7), ["it coughs"]);

        var result = await _engine.UpAsync(Importing(Size(7)));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["update a"]);
        _engine.State("a").InitErrors.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }
}
