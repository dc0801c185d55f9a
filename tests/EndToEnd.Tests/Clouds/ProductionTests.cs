using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>Several servers behind a load balancer, on this computer: they grow, shrink and die while visitors come.</summary>
[Collection(Collections.Clouds)]
public sealed partial class ProductionTests
{
    private const string Stack = "e2e-many";

    [MachineFact]
    public async Task Production_AsItStandsInTheTree_SurvivesTheDeathOfAServer()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, Repository.SettingsOf("production"));
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync([.. arguments, "--non-interactive", "--stack", Stack]);
        await Life.RunAsync(
            async () =>
            {
                var preview = (await InfraAsync("preview")).ShouldExit(0);
                preview.All.ShouldContain("previewed offline");
                preview.Output.ShouldContain("Load balancer lb-regional-http-node");

                (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0);
                (await InfraAsync("up", "--yes", "--rehearse", "--refresh", "--expect-no-changes")).ShouldExit(0);
                var outputs = await project.OutputsAsync(Stack + "-rehearsal");
                var servers = await ServersAsync(project);
                servers.Count.ShouldBe(2);
                foreach (var server in servers)
                {
                    (await Port.IsOpenAsync(server, 443)).ShouldBeFalse("only the load balancer reaches a server");
                }

                HttpClient Browse() => Browser.Open(outputs["caFile"], outputs["address"]);
                await using (var load = await Load.StartAsync(Browse, new Uri(outputs["url"])))
                {
                    await PowerOffAsync(project, servers[1]);
                    await ServeAsync(load, 300);
                    await load.ShouldHaveLostNothingAsync();
                }

                await VisitorsAreKnownAsync(project, servers[0], outputs["address"]);

                project.WriteStack(Stack, [.. Repository.SettingsOf("production").Select(line => line.Replace("managed", "own-server", StringComparison.Ordinal))]);
                var moved = (await InfraAsync("preview", "--rehearse")).ShouldExit(1);
                moved.All.ShouldContain("is protected");
            },
            async () =>
            {
                (await InfraAsync("destroy", "--yes", "--rehearse", "--allow-data-loss")).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    [MachineFact]
    public async Task Servers_ThatGrowAndShrinkAndADatabaseThatMoves_ShowTheShop()
    {
        await using var project = TestProject.Create();
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync([.. arguments, "--non-interactive", "--stack", Stack]);
        async Task<IReadOnlyDictionary<string, string>> UpAsync(int servers, string placement)
        {
            project.WriteStack(
                Stack,
                "infra:host: digitalocean/droplet", "infra:region: fra1", "infra:domain: shop.example.org", "infra:dnsZone: example.org", "infra:protectData: false",
                $"infra:servers: {servers}", $"infra:databasePlacement: {placement}");
            (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0);
            return await project.OutputsAsync(Stack + "-rehearsal");
        }

        await Life.RunAsync(
            async () =>
            {
                var one = await UpAsync(1, "own-server");
                await ShowsTheShopAsync(one);

                var three = await UpAsync(3, "own-server");
                three["address"].ShouldNotBe(one["address"]);
                await ShowsTheShopAsync(three);
                (await Port.IsOpenAsync(one["address"], 443)).ShouldBeFalse("the first server is closed to visitors as well");
                (await ServersAsync(project)).Count.ShouldBe(4);

                await using (var load = await Load.StartAsync(() => Browser.Open(three["caFile"], three["address"]), new Uri(three["url"])))
                {
                    (await UpAsync(2, "own-server"))["address"].ShouldBe(three["address"]);
                    await load.ShouldHaveLostNothingAsync();
                }

                var last = await UpAsync(1, "managed");
                last["address"].ShouldBe(one["address"]);
                await ShowsTheShopAsync(last);
                (await ServersAsync(project)).ShouldBeEmpty("one server is not asked about");
            },
            async () =>
            {
                (await InfraAsync("destroy", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    private static async Task ShowsTheShopAsync(IReadOnlyDictionary<string, string> outputs)
    {
        using var browser = Browser.Open(outputs["caFile"], outputs["address"]);
        (await browser.GetStringAsync(outputs["url"])).ShouldContain("The little shop");
        using var plain = await browser.GetAsync(outputs["url"].Replace("https:", "http:", StringComparison.Ordinal));
        plain.Headers.Location.ShouldBe(new Uri(outputs["url"]));
    }

    /// <summary>Addresses of all servers there are; the command names them when it is not said which is meant.</summary>
    private static async Task<IReadOnlyList<string>> ServersAsync(TestProject project)
    {
        var refused = await project.InfraAsync("ssh", "--stack", Stack + "-rehearsal", "--", "true");
        return [.. ServerOption().Matches(refused.All).Select(match => match.Groups["address"].Value)];
    }

    /// <summary>As if somebody had pulled the plug: nothing is told to stop.</summary>
    private static Task PowerOffAsync(TestProject project, string server) =>
        project.InfraAsync("ssh", "--stack", Stack + "-rehearsal", "--server", server, "--", "sudo systemctl poweroff --force --force");

    /// <summary>Returns when as many more requests were answered.</summary>
    private static async Task ServeAsync(Load load, int more)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var until = load.Served + more;
        await Eventually.TrueAsync(() => Task.FromResult(load.Served >= until || load.Failures.Count > 0), limit.Token);
    }

    /// <summary>The web server's log has the visitors' address, which is this computer's on the network of machines, and not the load balancer's.</summary>
    private static async Task VisitorsAreKnownAsync(TestProject project, string server, string balancer)
    {
        var here = balancer[..(balancer.LastIndexOf('.') + 1)] + "1 ";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(
            async () =>
            {
                var log = (await project.InfraAsync("ssh", "--stack", Stack + "-rehearsal", "--server", server, "--", "sudo grep 'GET / ' /var/log/nginx/access.log || true")).ShouldExit(0).Output;
                log.Split('\n').Where(line => line.Contains("GET / ", StringComparison.Ordinal)).ShouldAllBe(line => line.StartsWith(here, StringComparison.Ordinal));
                return log.Contains(here, StringComparison.Ordinal);
            },
            limit.Token);
    }

    [GeneratedRegex(@"--server (?<address>[0-9.]+)")]
    private static partial Regex ServerOption();
}
