using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>The shop on App Platform, previewed with neither token nor plugin; the stack is the one in the tree.</summary>
[Collection(Collections.Clouds)]
public sealed class PlatformPreviewTests
{
    private const string Stack = "platform";

    private static readonly Dictionary<string, string?> _alone = new()
    {
        ["DIGITALOCEAN_TOKEN"] = null,
        ["DIGITALOCEAN_ACCESS_TOKEN"] = null,
        ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
    };

    [Fact]
    public async Task Preview_OfTheStackAsShipped_ShowsTheAppAndItsCost()
    {
        await using var project = Project();

        var preview = (await PreviewAsync(project)).ShouldExit(0);

        preview.All.ShouldContain("previewed offline");
        preview.Output.ShouldContain("digitalocean:index:App");
        preview.Output.ShouldContain("App Platform apps-s-1vcpu-1gb-fixed");
        preview.Output.ShouldContain("25.15 USD");
        preview.All.ShouldContain("WebServer: Supported by the platform");
    }

    [Theory]
    [InlineData("infra:servers: 2", "39.15 USD")]
    [InlineData("infra:devDatabase: true", "17.00 USD")]
    public async Task Preview_OfAChange_TellsItsCost(string setting, string cost)
    {
        await using var project = Project(setting);

        (await PreviewAsync(project)).ShouldExit(0).Output.ShouldContain(cost);
    }

    [Theory]
    [InlineData("infra:region: atlantis", "INF6203: infra:region: App Platform has no region 'atlantis'")]
    [InlineData("infra:size: apps-s-1vcpu-1gb-fixd", "Did you mean 'apps-s-1vcpu-1gb-fixed'?")]
    [InlineData("infra:image: ghcr.io/example/shop", "infra:image: Both repository and image are set")]
    [InlineData("infra:branch: 'a b'", "INF6203: infra:branch: 'a b' cannot be the name of a branch")]
    [InlineData("infra:webServer: apache", "INF6101: WebServer: App Platform has a web server of its own")]
    [InlineData("infra:allowedAddresses: [192.0.2.0/24]", "Access.AllowedAddresses")]
    [InlineData("infra:database: mariadb", "not MariaDB")]
    public async Task Preview_OfWhatCannotBe_SaysWhatAndMakesNothing(string setting, string expected)
    {
        await using var project = Project(setting);

        var preview = await PreviewAsync(project);

        preview.ExitCode.ShouldNotBe(0);
        preview.All.ShouldContain(expected);
        preview.All.ShouldContain("nothing was changed");
    }

    /// <summary>The shipped stack, with further lines that take the place of those with the same key.</summary>
    private static TestProject Project(params string[] further)
    {
        var project = TestProject.Create();
        string[] lines = [.. further, "infra:source: sample"];
        var shipped = File.ReadAllLines(Path.Combine(Repository.Root, "stacks", $"Pulumi.{Stack}.yaml"))
            .Where(line => !lines.Any(other => KeyOf(other) == KeyOf(line)));
        File.WriteAllLines(Path.Combine(project.Directory, $"Pulumi.{Stack}.yaml"), [.. shipped, .. lines.Select(line => "  " + line)]);
        return project;
    }

    private static string KeyOf(string line) => string.Join(':', line.Trim().Split(':').Take(2));

    private static Task<CommandResult> PreviewAsync(TestProject project) => project.InfraAsync(_alone, "preview", "--stack", Stack, "--non-interactive");
}
