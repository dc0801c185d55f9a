using System.Net;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>The same program with the other choice in every layer.</summary>
[Trait("Category", "Machine")]
[Collection(Collections.Local)]
public sealed class AlternativeTests
{
    private const string Stack = "e2e-other";

    [MachineFact]
    public async Task Up_WithApacheUwsgiAndMariaDb_ServesTheSameSite()
    {
        await using var project = TestProject.Create();
        project.WriteStack(
            Stack, "infra:host: local", "infra:domain: other.test", "infra:webServer: apache", "infra:appServer: uwsgi", "infra:database: mariadb", "infra:protectData: false");
        await Life.RunAsync(
            async () =>
            {
                (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
                var outputs = await project.OutputsAsync(Stack);
                HttpClient Browse() => Browser.Open(outputs["caFile"], outputs["address"]);
                using var browser = Browse();
                var url = new Uri(outputs["url"]);

                (await browser.GetStringAsync(url)).ShouldContain("The little shop");
                var health = await browser.GetAsync(new Uri(url, "/healthz"));
                health.StatusCode.ShouldBe(HttpStatusCode.OK);
                health.Headers.GetValues("Server").ShouldBe(["Apache"]);
                (await browser.GetAsync(new Uri($"http://{url.Host}/"))).StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
                (await project.InfraAsync("preview", "--refresh", "--expect-no-changes", "--non-interactive", "--stack", Stack)).ShouldExit(0);

                (await project.InfraAsync("config", "set", "workers", "4", "--stack", Stack)).ShouldExit(0);
                await using (var load = await Load.StartAsync(Browse, url))
                {
                    (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
                    await load.ShouldHaveLostNothingAsync();
                }

                await JudgeAsync(project, outputs, url);
            },
            async () =>
            {
                (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    [MachineFact]
    public async Task Up_WithRequirements_ServesFromAVirtualEnvironment()
    {
        await using var project = TestProject.Create();
        await Wheels.MakeAsync(
            Path.Combine(project.Sample, "wheels"),
            new Dictionary<string, string> { ["python3-django"] = "django", ["python3-asgiref"] = "asgiref", ["python3-sqlparse"] = "sqlparse", ["python3-tz"] = "pytz" });
        // The sample keeps its own away from servers.
        File.Delete(Path.Combine(project.Sample, ".infraignore"));
        await File.WriteAllTextAsync(Path.Combine(project.Sample, "requirements.txt"), "django==1.0\nasgiref==1.0\nsqlparse==1.0\npytz==1.0\n");
        project.WriteStack(Stack, "infra:host: local", "infra:domain: other.test", "infra:protectData: false");
        await Life.RunAsync(
            async () =>
            {
                (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
                var outputs = await project.OutputsAsync(Stack);
                using var browser = Browser.Open(outputs["caFile"], outputs["address"]);

                (await browser.GetStringAsync(new Uri(outputs["url"]))).ShouldContain("The little shop");
                (await project.OnServerAsync(Stack, "cd /srv/shop/current && ./.venv/bin/python3 -c 'import django; print(django.__file__)'")).ShouldExit(0)
                    .Output.ShouldContain("/.venv/");
                (await project.OnServerAsync(Stack, "dpkg-query -W python3-django")).ExitCode.ShouldNotBe(0, "the distribution's was not installed");

                await File.WriteAllTextAsync(Path.Combine(project.Sample, "requirements.txt"), "django==1.0\nthere-is-no-such-package==1.0\n");
                (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(1).All.ShouldContain("there-is-no-such-package");
                (await browser.GetStringAsync(new Uri(outputs["url"]))).ShouldContain("The little shop");
            },
            async () =>
            {
                (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    private static async Task JudgeAsync(TestProject project, IReadOnlyDictionary<string, string> outputs, Uri url)
    {
        async Task<string> OnServerAsync(string script) => (await project.OnServerAsync(Stack, script)).ShouldExit(0).Output;
        await OnServerAsync("apachectl configtest");
        await Judges.TlsShouldBeSoundAsync(outputs["address"], url.Host);
        Judges.OpenPorts(await OnServerAsync("ss -Hltn")).ShouldBe([22, 80, 443]);
        Judges.Exposure(await OnServerAsync("systemd-analyze security --no-pager \"$(systemctl list-units --plain --no-legend 'shop@*' | cut -d' ' -f1)\"")).ShouldBeLessThanOrEqualTo(2.0);
    }
}
