using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>The same program with the other choice in every layer.</summary>
[Trait("Category", "Machine")]
public sealed class AlternativeTests
{
    private const string Stack = "e2e-other";

    [MachineFact]
    public async Task Up_WithApacheUwsgiAndMariaDb_ServesTheSameSite()
    {
        await using var project = TestProject.Create();
        project.WriteStack(
            Stack, "infra:host: local", "infra:domain: other.test", "infra:webServer: apache", "infra:appServer: uwsgi", "infra:database: mariadb", "infra:protectData: false");
        try
        {
            (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
            var outputs = await project.OutputsAsync(Stack);
            using var browser = Browser.Open(outputs["caFile"], outputs["address"]);

            (await browser.GetStringAsync(outputs["url"])).ShouldContain("The little shop");
        }
        finally
        {
            (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0).Output.ShouldContain("Nothing is left");
        }
    }
}
