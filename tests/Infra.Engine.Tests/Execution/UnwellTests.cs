using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Execution;

/// <summary>Answers of a provider, and inputs, that cannot be taken as they are.</summary>
public sealed class UnwellTests
{
    private readonly TestEngine _engine = new();

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    [Fact]
    public async Task Read_OfAThingThatIsNotWell_KeepsItWithItsProblems()
    {
        _engine.Reading = _ => throw new InitializationFailedException("there", Size(1), null, ["it coughs"]);

        var result = await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.Monitor.ReadAsync(new ReadGoal { Type = ThingType, Name = "r", Id = "there", Parent = program.StackUrn }, ProviderRequest.Default, program.Ended);
        });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["it coughs"]);
        (_engine.State("r").External, _engine.State("r").Outputs).ShouldBe((true, Size(1)));
        _engine.State("r").InitErrors.ShouldBe(["it coughs"]);
    }

    [Fact]
    public async Task Create_ThatHalfFailsWithoutAnId_StaysPending()
    {
        _engine.During = (_, _) => throw new InitializationFailedException("", Size(1), null, ["it coughs"]);

        var result = await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1));
        });

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldContain("gave no id");
        _engine.Store.Current.Resources.ShouldNotContain(r => r.Type == ThingType);
        _engine.Store.Current.PendingOperations.ShouldHaveSingleItem().Type.ShouldBe(PendingOperationType.Creating);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Up_WithAnUnknownInput_IsRefusedUnlessItIsAPreview(bool preview)
    {
        async Task Program(TestProgram.Client program)
        {
            await program.StackAsync();
            await program.ThingAsync("a", PropertyMap.Empty.With("text", PropertyValue.Array(PropertyValue.Unknown)));
        }

        var result = await (preview ? _engine.PreviewAsync(Program) : _engine.UpAsync(Program));

        result.Outcome.ShouldBe(preview ? OperationOutcome.Succeeded : OperationOutcome.Failed);
        _engine.Errors.ShouldBe(preview ? [] : ["its input 'text' is not known: only a preview may leave that open"]);
        _engine.Calls.ShouldBeEmpty();
    }
}
