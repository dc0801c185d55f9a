using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Execution;

/// <summary>Outputs of another stack of the same backend.</summary>
public sealed class StackReferenceTests
{
    private readonly TestEngine _engine = new();

    public StackReferenceTests() => _engine.Store.OtherStacks["network"] = PropertyMap.Empty.With("vpc", "v-1").With("key", new SecretValue("k"));

    private static Func<TestProgram.Client, Task> Reading(string stack, Action<PropertyMap>? found = null) => async program =>
    {
        await program.StackAsync();
        var goal = new ReadGoal { Type = "pulumi:pulumi:StackReference", Name = "ref", Id = stack, Parent = program.StackUrn, Inputs = PropertyMap.Empty.With("name", stack) };
        var read = await program.Monitor.ReadAsync(goal, ProviderRequest.Default, program.Ended);
        found?.Invoke(read.Properties);
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_OfAnotherStack_GivesItsOutputsAndSaysWhichAreSecret(bool preview)
    {
        var found = PropertyMap.Empty;

        var result = await (preview ? _engine.PreviewAsync(Reading("network", f => found = f)) : _engine.UpAsync(Reading("network", f => found = f)));

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        found["name"].ShouldBe((PropertyValue)"network");
        found["outputs"].ShouldBe((PropertyValue)_engine.Store.OtherStacks["network"]);
        found["secretOutputNames"].ShouldBe(PropertyValue.Array("key"));
    }

    [Fact]
    public async Task Life_OfAReference_IsExternalAndFollowsTheOtherStack()
    {
        await _engine.UpAsync(Reading("network"));
        var state = _engine.State("ref");
        (state.External, state.Custom, state.Id).ShouldBe((true, true, "network"));
        state.Provider.ShouldStartWith(TestEngine.UrnOf("default", "pulumi:providers:pulumi") + "::");
        (await _engine.UpAsync(Reading("network"))).HasChanges.ShouldBeFalse(_engine.ToString());

        _engine.Store.OtherStacks["network"] = PropertyMap.Empty.With("vpc", "v-2");
        await _engine.RefreshAsync();
        ((ObjectValue)_engine.State("ref").Outputs["outputs"]).Properties.ShouldBe(PropertyMap.Empty.With("vpc", "v-2"));

        (await _engine.DestroyAsync()).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Store.Current.Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_OfAStash_IsRefusedByName()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("kept", PropertyMap.Empty.With("input", 1), type: "pulumi:index:Stash");
        });

        _engine.Errors.ShouldHaveSingleItem().ShouldBe("INF4306: 'pulumi:index:Stash' is not supported by this engine yet; the official engine does it");
        _engine.Store.Current.Resources.ShouldNotContain(r => r.Type == "pulumi:index:Stash");
    }

    [Fact]
    public async Task Invoke_OfTheResourcesOfAnotherStack_IsRefusedByName()
    {
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            var refused = await Should.ThrowAsync<ProviderException>(() => program.Monitor.InvokeAsync(
                "pulumi:pulumi:readStackResourceOutputs", PropertyMap.Empty.With("stackName", "network"), ProviderRequest.Default, program.Ended));
            refused.Message.ShouldContain("INF4306: 'pulumi:pulumi:readStackResourceOutputs' is not supported");
        });
    }

    [Fact]
    public async Task Read_OfAStackThatIsNotThere_SaysSo()
    {
        (await _engine.UpAsync(Reading("nowhere"))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.Single().ShouldStartWith("there is no stack 'nowhere' in this backend");
        _engine.Store.Current.Resources.ShouldNotContain(r => Urn.Name(r.Urn) == "ref");
    }

    [Fact]
    public async Task Invoke_OfTheOutputs_GivesThem()
    {
        var found = PropertyMap.Empty;
        await _engine.UpAsync(async program =>
        {
            await program.StackAsync();
            found = (await program.Monitor.InvokeAsync("pulumi:pulumi:readStackOutputs", PropertyMap.Empty.With("name", "network"), ProviderRequest.Default, program.Ended))!.Return;
        });

        found["outputs"].ShouldBe((PropertyValue)_engine.Store.OtherStacks["network"]);
    }
}
