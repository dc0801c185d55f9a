using Pulumi.Testing;

namespace Pulumi.Tests;

public sealed class ConfigTests
{
    private const string Values = """
        {"shop:workers":"5","shop:on":"true","shop:off":"True","shop:ratio":"0.5","shop:text":"hi","shop:hosts":"[\"a\",\"b\"]",
         "shop:config:old":"form","other:x":"y","shop:password":"hunter2"}
        """;

    [Fact]
    public async Task Getters_Present_Parse() => await WithConfig(async config =>
    {
        config.Get("text").ShouldBe("hi");
        config.RequireInt32("workers").ShouldBe(5);
        config.GetBoolean("on").ShouldBe(true);
        config.RequireDouble("ratio").ShouldBe(0.5);
        config.RequireObject<string[]>("hosts").ShouldBe(["a", "b"]);
        config.Get("old").ShouldBe("form");
        new Config("other").Require("x").ShouldBe("y");
        var secret = await config.RequireSecretInt32("workers").DataAsync();
        secret.ShouldSatisfyAllConditions(s => s.IsSecret.ShouldBeTrue(), s => s.Value.ShouldBe(5));
        (await config.GetSecret("text")!.DataAsync()).IsSecret.ShouldBeTrue();
    });

    [Fact]
    public async Task Getters_Absent_AreNull() => await WithConfig(config =>
    {
        config.Get("none").ShouldBeNull();
        config.GetSecret("none").ShouldBeNull();
        config.GetInt32("none").ShouldBeNull();
        config.GetSecretBoolean("none").ShouldBeNull();
        config.GetObject<string[]>("none").ShouldBeNull();
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Require_Absent_SaysHowToSetIt() => await WithConfig(config =>
    {
        var error = Should.Throw<RunException>(() => config.RequireSecret("none"));
        error.Message.ShouldBe("Missing Required configuration variable 'shop:none'\n\tplease set a value using the command `pulumi config set shop:none <value>`");
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Getters_WrongType_NameKeyValueAndType() => await WithConfig(config =>
    {
        Should.Throw<RunException>(() => config.GetInt32("text")).Message.ShouldBe("Configuration 'shop:text' value 'hi' is not a valid Int32");
        Should.Throw<RunException>(() => config.GetBoolean("off")).Message.ShouldBe("Configuration 'shop:off' value 'True' is not a valid Boolean");
        Should.Throw<RunException>(() => config.RequireObject<int[]>("hosts")).Message.ShouldContain("is not a valid Int32[]");
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Getters_WrongTypeOfSecret_HideTheValue() => await WithConfig(config =>
    {
        var error = Should.Throw<RunException>(() => config.GetInt32("password"));
        error.Message.ShouldBe("Configuration 'shop:password' value '[secret]' is not a valid Int32");
        return Task.CompletedTask;
    });

    private static async Task WithConfig(Func<Config, Task> check)
    {
        var settings = new DeploymentSettings("shop", "dev", "organization", "", false, new ConfigurationValues(Values, """["shop:password"]"""));
        var engine = new MockEngine();
        var deployment = new Deployment(settings, new MockMonitor(new EmptyMocks(), settings), engine);
        await deployment.ExecuteAsync(() => new Stack(
            async () =>
            {
                await check(new Config());
                return new Dictionary<string, object?>(StringComparer.Ordinal);
            },
            options: null));
        engine.ThrowOnErrors();
    }
}
