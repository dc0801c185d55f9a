using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>What a person can get wrong before anything is made: a clear error with its place, the right exit code, nothing changed.</summary>
[Collection(Collections.Servers)]
public sealed class BadInputTests
{
    private const string Stack = "wrong";

    [Fact]
    public async Task Project_WithoutPulumiYaml_IsNamed()
    {
        await using var project = TestProject.Create();
        File.Delete(Path.Combine(project.Directory, "Pulumi.yaml"));

        var preview = (await project.InfraAsync("preview", "--stack", Stack, "--non-interactive")).ShouldExit(2);

        preview.Error.ShouldContain("Pulumi.yaml");
    }

    [Fact]
    public async Task ProjectFile_ThatIsMalformed_IsNamedWithItsLine()
    {
        await using var project = TestProject.Create();
        await File.WriteAllTextAsync(Path.Combine(project.Directory, "Pulumi.yaml"), "name: infra\nruntime: [dotnet\nmain: x\n");

        var preview = (await project.InfraAsync("preview", "--stack", Stack, "--non-interactive")).ShouldExit(2);

        preview.Error.ShouldMatch(@"Pulumi\.yaml:[23]");
    }

    [Fact]
    public async Task StackFile_ThatIsMalformed_IsNamedWithItsLine()
    {
        await using var project = TestProject.Create();
        await File.WriteAllTextAsync(Path.Combine(project.Directory, $"Pulumi.{Stack}.yaml"), "config:\n  infra:host: local\n  infra:workers: [3\n");

        var preview = (await project.InfraAsync("preview", "--stack", Stack, "--non-interactive")).ShouldExit(2);

        preview.Error.ShouldMatch($@"Pulumi\.{Stack}\.yaml:[34]");
    }

    [Theory]
    [InlineData("infra:wrkers: 3", "infra:workers")]
    [InlineData("infra:workers: many", "integer")]
    public async Task Configuration_ThatCannotBe_IsNamedWithItsLineAndRemedy(string line, string remedy)
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local", line);

        var preview = (await project.InfraAsync("preview", "--stack", Stack, "--non-interactive")).ShouldExit(2);

        preview.Error.ShouldContain($"Pulumi.{Stack}.yaml:3");
        preview.Error.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("infra:host: lokal", "local")]
    [InlineData("infra:domain: not_a domain", "not_a domain")]
    [InlineData("infra:workers: 0", "worker")]
    [InlineData("infra:webServer: ngnix", "nginx")]
    public async Task Declaration_ThatCannotBe_IsRefusedBeforeAnythingIsMade(string line, string said)
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, [.. new[] { "infra:host: local", line }.DistinctBy(l => l.Split(':')[1])]);
        if (line.StartsWith("infra:host", StringComparison.Ordinal))
        {
            project.WriteStack(Stack, line);
        }

        var up = await project.InfraAsync("up", "--yes", "--stack", Stack, "--non-interactive");

        up.ExitCode.ShouldBeOneOf(1, 2);
        up.All.ShouldContain(said);
        Directory.Exists("/var/lib/infra/machines/shop-wrong").ShouldBeFalse();
    }

    [Fact]
    public async Task Source_ThatIsMissing_IsNamed()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local");
        Directory.Delete(project.Sample, recursive: true);

        var preview = await project.InfraAsync("preview", "--stack", Stack, "--non-interactive");

        preview.ExitCode.ShouldBe(1, preview.All);
        preview.All.ShouldContain(project.Sample);
    }

    [Fact]
    public async Task Passphrase_ThatIsWrong_IsSaidAndChangesNothing()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local");
        (await project.InfraAsync("stack", "init", Stack, "--non-interactive")).ShouldExit(0);
        (await project.InfraAsync("config", "set", "--secret", "privateKey", "canary", "--stack", Stack)).ShouldExit(0);
        var before = Fingerprint(project);

        var get = await project.InfraAsync(
            new Dictionary<string, string?> { ["PULUMI_CONFIG_PASSPHRASE"] = "not it" }, "config", "get", "privateKey", "--stack", Stack, "--non-interactive");

        get.ExitCode.ShouldBeGreaterThan(0);
        get.Error.ShouldContain("PULUMI_CONFIG_PASSPHRASE");
        get.All.ShouldNotContain("canary");
        Fingerprint(project).ShouldBe(before);
    }

    [Theory]
    [InlineData("{\"version\":3,\"checkpoint\":{\"stack\":\"organization/infra/wrong\",\"latest\":{\"manif", "JSON")]
    [InlineData("{\"version\":99,\"checkpoint\":{}}", "99")]
    public async Task State_ThatCannotBeRead_IsNamedAndKept(string content, string said)
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local");
        (await project.InfraAsync("stack", "init", Stack, "--non-interactive")).ShouldExit(0);
        var file = Directory.EnumerateFiles(Path.Combine(project.Home, ".pulumi", "stacks"), Stack + ".json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, content);

        var up = await project.InfraAsync("up", "--yes", "--stack", Stack, "--non-interactive");

        up.ExitCode.ShouldBe(1, up.All);
        up.Error.ShouldContain(file);
        up.Error.ShouldContain(said);
        (await File.ReadAllTextAsync(file)).ShouldBe(content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lock_OfAnotherProcess_IsRespectedAndExplained(bool alive)
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local");
        (await project.InfraAsync("stack", "init", Stack, "--non-interactive")).ShouldExit(0);
        var locks = Path.Combine(project.Home, ".pulumi", "locks", "organization", "infra", Stack);
        Directory.CreateDirectory(locks);
        var pid = alive ? Environment.ProcessId : 4_190_000;
        await File.WriteAllTextAsync(
            Path.Combine(locks, $"{Guid.NewGuid()}.json"),
            $$"""{"pid":{{pid}},"username":"ada","hostname":"{{Environment.MachineName}}","timestamp":"2026-01-02T03:04:05Z"}""");

        var up = await project.InfraAsync("up", "--yes", "--stack", Stack, "--non-interactive");

        up.ExitCode.ShouldBe(1, up.All);
        up.Error.ShouldContain("ada");
        up.Error.ShouldContain("infra cancel");
        (await project.InfraAsync("cancel", "--yes", "--stack", Stack)).ShouldExit(0);
        Directory.EnumerateFiles(locks).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stack_ThatIsNotThere_ExitsWithItsOwnCode()
    {
        await using var project = TestProject.Create();

        (await project.InfraAsync("stack", "output", "--stack", "nobody")).ShouldExit(6).Error.ShouldContain("nobody");
    }

    [Fact]
    public async Task Up_WithoutConfirmationAndTerminal_ExitsWithUsage()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, "infra:host: local");

        (await project.InfraAsync("up", "--stack", Stack, "--non-interactive")).ShouldExit(2).Error.ShouldContain("--yes");
    }

    private static string Fingerprint(TestProject project) =>
        string.Join('\n', Directory.EnumerateFiles(project.Directory, "*", SearchOption.AllDirectories).Order().Select(f => f + File.GetLastWriteTimeUtc(f).Ticks));
}
