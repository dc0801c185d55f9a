using Infra.Engine.Diagnostics;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;

namespace Infra.Engine.Tests.Workspace;

public sealed class StackConfigLoaderTests : IDisposable
{
    private readonly Stacks _stacks = new();

    public void Dispose() => _stacks.Dispose();

    [Fact]
    public async Task Load_OfDefaultsValuesAndSecrets_GivesTextsToTheProgram()
    {
        var crypter = await _stacks.Secrets.OpenAsync(CancellationToken.None);
        var settings = Settings($"config:\n  demo:count: 4\n  demo:list: [1, x]\n  aws:region: eu\n  demo:key:\n    secure: {crypter.Encrypt("canary")}\n  demo:mixed:\n    inner:\n      secure: {crypter.Encrypt("deep")}\n");

        var config = await LoadAsync(settings);

        config.Values["demo:count"].ShouldBe("4");
        config.Values["demo:flag"].ShouldBe("true");
        config.Values["demo:list"].ShouldBe("[1,\"x\"]");
        config.Values["aws:region"].ShouldBe("eu");
        config.Values["demo:key"].ShouldBe("canary");
        config.Values["demo:mixed"].ShouldBe("{\"inner\":\"deep\"}");
        config.SecretKeys.ShouldBe(["demo:key", "demo:mixed"], ignoreOrder: true);
        config.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("demo:cuont: 3", DiagnosticCodes.ConfigUnknownKey, "demo:count")]
    [InlineData("demo:count: many", DiagnosticCodes.ConfigWrongType, "integer")]
    [InlineData("demo:flag: maybe", DiagnosticCodes.ConfigWrongType, "boolean")]
    [InlineData("demo:list: text", DiagnosticCodes.ConfigWrongType, "array")]
    public async Task Load_OfAValueThatCannotBe_NamesItsLine(string line, string code, string said)
    {
        var error = await Should.ThrowAsync<InfraException>(() => LoadAsync(Settings($"config:\n  {line}\n")));

        error.Code.ShouldBe(code);
        error.Detail.ShouldContain(said);
        error.Place.ShouldContain("Pulumi.dev.yaml:2:");
    }

    [Fact]
    public async Task Load_OfSeveralProblems_ReportsThemTogether()
    {
        var error = await Should.ThrowAsync<InfraException>(() => LoadAsync(Settings("config:\n  demo:cuont: 3\n  demo:flag: maybe\n")));

        error.Message.ShouldContain("2 problems");
        error.Detail.ShouldContain(":2:");
        error.Detail.ShouldContain(":3:");
    }

    [Fact]
    public async Task Load_WithoutARequiredValue_SaysHowToSetIt()
    {
        var project = Project() with { Config = Project().Config.Add("demo:needed", new ConfigDeclaration("string", "", null, false)) };

        var error = await Should.ThrowAsync<InfraException>(() => StackConfigLoader.LoadAsync(project, "dev", Settings(""), _stacks.Secrets, CancellationToken.None));

        error.Code.ShouldBe(DiagnosticCodes.ConfigMissing);
        error.Detail.ShouldContain("infra config set needed");
    }

    private Task<StackConfig> LoadAsync(StackSettings settings) => StackConfigLoader.LoadAsync(Project(), "dev", settings, _stacks.Secrets, CancellationToken.None);

    private StackSettings Settings(string text)
    {
        _stacks.Directory.File("Pulumi.dev.yaml", text);
        return StackSettings.Load(Project(), "dev");
    }

    private Project Project()
    {
        _stacks.Directory.File("Pulumi.yaml", """
            name: demo
            runtime: dotnet
            config:
              count: {type: integer, default: 3}
              flag: {type: boolean, default: true}
              list: {type: array, default: []}
              key: {type: string, default: ""}
              mixed: {type: object, default: {}}
            """);
        return ProjectLoader.Load(_stacks.Directory.Path);
    }
}
