using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Execution;

/// <summary>What a provider resource of the program is configured with.</summary>
public sealed class ProviderConfigurationTests
{
    private readonly TestEngine _engine = new();
    private PropertyMap _seen = PropertyMap.Empty;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Same_WithInputsThatTheProviderFindsNoDifferent_IsConfiguredAsItWas(bool preview)
    {
        await _engine.UpAsync(With([new("note", "old"), new("region", "r")]));

        await (preview ? _engine.PreviewAsync(With([new("note", "new"), new("region", "r")])) : _engine.UpAsync(With([new("note", "new"), new("region", "r")])));

        _engine.Steps.ShouldBeEmpty(_engine.ToString());
        _seen.ShouldBe([new("note", "old"), new("region", "r")]);
    }

    [Fact]
    public async Task Same_OfTheRunAfter_IsConfiguredWithWhatTheStateThenHas()
    {
        await _engine.UpAsync(With([new("note", "old")]));
        await _engine.UpAsync(With([new("note", "new")]));
        _engine.State("mine").Inputs.Find("note").ShouldBe((PropertyValue)"new");

        await _engine.UpAsync(With([new("note", "new")]));

        _seen.ShouldBe([new("note", "new")]);
    }

    [Fact]
    public async Task Update_OfAProvider_IsConfiguredAnew()
    {
        await _engine.UpAsync(With([new("region", "r")]));

        await _engine.UpAsync(With([new("region", "s")]));

        _engine.Steps.ShouldBe(["update mine"]);
        _seen.ShouldBe([new("region", "s")]);
    }

    private Func<TestProgram.Client, Task> With(PropertyMap configuration) => async program =>
    {
        await program.StackAsync();
        var provider = await program.ThingAsync("mine", configuration, type: "pulumi:providers:test");
        var request = new ProviderRequest(new ProviderReference(provider.Urn, provider.Id).ToString());
        await program.Monitor.RegisterAsync(new Goal { Type = ThingType, Name = "a", Parent = program.StackUrn }, request, program.Ended);
        var answer = await program.Monitor.InvokeAsync("test:index:look", PropertyMap.Empty, request, program.Ended);
        _seen = ((ObjectValue)answer!.Return["configuration"]).Properties;
    };
}
