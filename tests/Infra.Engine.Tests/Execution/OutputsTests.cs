using Infra.Engine.Plan;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Execution;

/// <summary>What components and the stack register as their outputs.</summary>
public sealed class OutputsTests
{
    private readonly TestEngine _engine = new();

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RegisterOutputs_TwiceOfOneResource_IsRefused(bool ofTheStack)
    {
        Exception? refused = null;

        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var box = await program.ComponentAsync("box");
            var urn = ofTheStack ? program.StackUrn : box.Urn;
            await program.Monitor.RegisterOutputsAsync(urn, Size(1), program.Ended);
            refused = await Should.ThrowAsync<PlanException>(() => program.Monitor.RegisterOutputsAsync(urn, Size(2), program.Ended));
        });

        refused.ShouldNotBeNull(_engine.ToString()).Message.ShouldContain("twice");
        _engine.Store.Current.Resources.Single(r => r.Outputs.Count > 0).Outputs.ShouldBe(Size(1));
    }

    [Fact]
    public async Task Up_OfATargetInANewStack_LeavesOutOfAComponentWhatIsNotMade()
    {
        var result = await _engine.UpAsync(Box(1), o => o with { Targets = ["**::box", "**::near"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.State("box").Outputs.ShouldBe([new("near", "id-1"), new("size", 1)]);
        result.Outputs.ShouldBe([new("size", 1)]);
    }

    [Fact]
    public async Task Up_OfATarget_KeepsOfAComponentWhatDependsOnWhatIsNotMade()
    {
        await _engine.UpAsync(Box(1));
        _engine.Store.Current.Resources.ShouldContain(r => r.Outputs.ContainsKey("far"));

        var result = await _engine.UpAsync(Box(2, "another"), o => o with { Targets = ["**::box", "**::near"] });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.State("box").Outputs.ShouldBe([new("far", PropertyMap.Empty.With("id", "id-2")), new("near", "id-1"), new("size", 2)]);
        result.Outputs.ShouldBe([new("far", "id-2"), new("size", 2)]);
    }

    [Fact]
    public async Task Preview_OfATarget_ShowsThatItIsNotKnown()
    {
        var result = await _engine.PreviewAsync(Box(1), o => o with { Targets = ["**::box", "**::near"] });

        result.Snapshot.Resources.Single(r => r.Urn.EndsWith("::box", StringComparison.Ordinal)).Outputs["far"].ContainsUnknowns.ShouldBeTrue(_engine.ToString());
    }

    /// <summary>A component of two things; the one far from it is registered under the given name.</summary>
    private static Func<TestProgram.Client, Task> Box(int size, string farName = "far") => async program =>
    {
        await program.StackAsync();
        var box = await program.ComponentAsync("box");
        var near = await program.ThingAsync("near", PropertyMap.Empty, goal => goal with { Parent = box.Urn });
        var far = await program.ThingAsync(farName, PropertyMap.Empty);
        var id = far.Unknown ? PropertyValue.Unknown : (PropertyValue)far.Id;
        await program.Monitor.RegisterOutputsAsync(
            box.Urn, Size(size).With("near", near.Id.Length > 0 ? near.Id : PropertyValue.Unknown).With("far", PropertyMap.Empty.With("id", id)), program.Ended);
        await program.OutputsAsync(Size(size).With("far", id));
    };
}
