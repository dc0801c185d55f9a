namespace Pulumi.Tests;

public sealed class DeploymentSettingsTests
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["PULUMI_MONITOR"] = "127.0.0.1:1",
        ["PULUMI_ENGINE"] = "127.0.0.1:2",
        ["PULUMI_PROJECT"] = "shop",
        ["PULUMI_STACK"] = "dev",
        ["PULUMI_DRY_RUN"] = "true",
        ["PULUMI_QUERY_MODE"] = "false",
        ["PULUMI_PARALLEL"] = "16",
        ["PULUMI_CONFIG"] = """{"shop:a":"1"}""",
    };

    [Fact]
    public void FromEnvironment_Complete_IsRead()
    {
        var (settings, addresses) = DeploymentSettings.FromEnvironment(_environment.GetValueOrDefault);

        addresses.ShouldBe(new EngineAddresses("127.0.0.1:1", "127.0.0.1:2"));
        (settings.ProjectName, settings.StackName, settings.OrganizationName, settings.IsDryRun).ShouldBe(("shop", "dev", "organization", true));
        settings.Configuration.Get("shop:a").ShouldBe("1");
    }

    [Theory]
    [InlineData("PULUMI_MONITOR", null)]
    [InlineData("PULUMI_STACK", "")]
    [InlineData("PULUMI_DRY_RUN", "perhaps")]
    [InlineData("PULUMI_PARALLEL", "many")]
    public void FromEnvironment_MissingOrWrong_SaysTheEngineIsNotThere(string name, string? value)
    {
        _environment[name] = value!;

        var error = Should.Throw<InvalidOperationException>(() => DeploymentSettings.FromEnvironment(_environment.GetValueOrDefault));
        error.Message.ShouldStartWith("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        error.Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("127.0.0.1:1 127.0.0.1:3", "127.0.0.1:3")]
    [InlineData("127.0.0.1:7 127.0.0.1:3", null)]
    [InlineData("127.0.0.1:1 nowhere", null)]
    [InlineData("127.0.0.1:1", null)]
    [InlineData("", null)]
    public void FromEnvironment_WithAnExchange_HasItWhereItIsThisEngines(string value, string? expected)
    {
        _environment["INFRA_EXCHANGE"] = value;

        DeploymentSettings.FromEnvironment(_environment.GetValueOrDefault).Addresses.Exchange?.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Instance_OutsideADeployment_SaysSo() =>
        Should.Throw<InvalidOperationException>(() => Deployment.Instance).Message.ShouldContain("Deployment.RunAsync");
}
