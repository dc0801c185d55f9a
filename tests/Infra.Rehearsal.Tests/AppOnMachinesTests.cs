using System.Net;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Machines;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Dns;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests;

/// <summary>An app from its first deployment to its end: it takes a minute and is told once, in order.</summary>
public sealed class AppOnMachinesTests
{
    [SkippableFact]
    [Trait("Category", "Machine")]
    public async Task App_OfASampleWithADatabase_LivesAsOnThePlatform()
    {
        await using var machines = await MachineCloud.CreateAsync();
        using var sample = new SampleApp();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var cloud = machines.Cloud;
        cloud.ProjectDirectory = sample.Root;
        await machines.MakeAsync("Domain", PropertyMap.Empty.With("name", "shop.example"), "zone");
        var (id, outputs) = await machines.MakeAsync("App", SampleApp.Declaration, "app");
        var app = cloud.Account.Get("App", id);

        Text(outputs, "liveUrl").ShouldBe("https://www.shop.example");
        var ingress = new Uri(Text(outputs, "defaultIngress"));
        ingress.Host.ShouldMatch(@"^shop-[0-9a-f]{5}\.ondigitalocean\.app$");
        (await Support.Dns.AskAsync(NameServer.Address(cloud.Account)!, ingress.Host, deadline.Token)).ShouldBe(app.Text("address"));
        (await Support.Dns.AskAsync(NameServer.Address(cloud.Account)!, "www.shop.example", deadline.Token)).ShouldBe(app.Text("address"));

        using var browser = AppBrowser.Open(cloud, app.Text("address"));
        (await browser.GetStringAsync(new Uri("https://www.shop.example/a?b"), deadline.Token)).ShouldBe("one hello www.shop.example https /a True");
        (await browser.GetStringAsync(new Uri(ingress, "/api/v1"), deadline.Token)).ShouldBe($"one hello {ingress.Host} https /v1 True");
        (await browser.GetStringAsync(new Uri(ingress, "/page/"), deadline.Token)).ShouldBe("built for https://www.shop.example\n");
        using (var missing = await browser.GetAsync(new Uri(ingress, "/page/none"), deadline.Token))
        {
            (missing.StatusCode, await missing.Content.ReadAsStringAsync(deadline.Token)).ShouldBe((HttpStatusCode.NotFound, "nothing\n"));
        }

        using (var plain = await browser.GetAsync(new Uri($"http://{ingress.Host}/x"), deadline.Token))
        {
            plain.Headers.Location!.AbsoluteUri.ShouldBe($"https://{ingress.Host}/x");
        }

        await SecretsAsync(cloud, app, deadline.Token);
        await DriftAsync(cloud, app, outputs, deadline.Token);
        await ChangeAsync(cloud, app, outputs, sample, browser, ingress, deadline.Token);
        await FailureAsync(cloud, app, outputs, sample, browser, ingress, deadline.Token);

        await StopAsync(cloud, app, outputs, sample, browser, ingress, deadline.Token);

        await machines.DestroyAsync();
        cloud.Account.Things.ShouldBeEmpty();
        Directory.Exists(cloud.Account.Directory).ShouldBeFalse();
        CloudMachine.Names(cloud.Root).ShouldBeEmpty();
        (await new LocalInspector(cloud.Root).InspectAsync(deadline.Token)).Leftovers.ShouldBeEmpty();
    }

    private static async Task SecretsAsync(TestCloud cloud, Thing app, CancellationToken deadline)
    {
        // Neither in the record, nor in arguments, units or commands: in the environment of its processes alone.
        Directory.GetFiles(cloud.Account.Directory).ShouldAllBe(f => !File.ReadAllText(f).Contains("s3cret", StringComparison.Ordinal));
        var said = await RunAsync(cloud, app, "grep -rl s3cret /etc /srv/platform /usr/local 2>/dev/null || true\nstat -c %a /srv/platform/environments\ncat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c '[s]3cret' || true\n", deadline);
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("/srv/platform/environments/", StringComparison.Ordinal)).ShouldBe(["700", "0"]);
        (await RunAsync(cloud, app, "runuser -u app -- cat /srv/platform/environments/* 2>&1 || true\n", deadline)).ShouldNotContain("s3cret");
    }

    private static async Task DriftAsync(TestCloud cloud, Thing app, PropertyMap outputs, CancellationToken deadline)
    {
        (await cloud.ReadAsync("App", app.Id, outputs, app.Inputs, "app"))!.Outputs["activeDeploymentId"].ShouldBe(outputs["activeDeploymentId"]);
        (await DiffAsync(cloud, app, outputs)).ShouldBeEmpty();

        await RunAsync(cloud, app, "systemctl stop app-web-1-0\n", deadline);

        var found = (await cloud.ReadAsync("App", app.Id, outputs, app.Inputs, "app"))!.Outputs;
        found["activeDeploymentId"].ShouldBe("");
        (await DiffAsync(cloud, app, found)).ShouldBe(["activeDeploymentId"]);
    }

    private static async Task ChangeAsync(TestCloud cloud, Thing app, PropertyMap outputs, SampleApp sample, HttpClient browser, Uri ingress, CancellationToken deadline)
    {
        sample.Deploy("two");
        (await DiffAsync(cloud, app, outputs)).ShouldBe(["activeDeploymentId"]);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var load = LoadAsync(browser, ingress, done.Token);
        var changed = await UpdateAsync(cloud, app, outputs);
        await done.CancelAsync();

        var seen = await load;
        seen.ShouldAllBe(s => s == "one hello" || s == "two hello");
        seen.Count.ShouldBeGreaterThan(10);
        changed.Outputs["activeDeploymentId"].ShouldNotBe(outputs["activeDeploymentId"]);
        (await browser.GetStringAsync(ingress, deadline)).ShouldStartWith("two hello");
        (await RunAsync(cloud, app, "ls /etc/systemd/system | grep -c '^app-.*-1-'  || true\nip netns list | grep -c ^g1 || true\n", deadline)).ShouldBe("0\n0\n");
        (await DiffAsync(cloud, cloud.Account.Get("App", app.Id), changed.Outputs)).ShouldBeEmpty();
    }

    private static async Task FailureAsync(TestCloud cloud, Thing app, PropertyMap outputs, SampleApp sample, HttpClient browser, Uri ingress, CancellationToken deadline)
    {
        sample.Deploy("three", "raise RuntimeError('broken with ' + os.environ['TOKEN'])\n");

        var failure = (await Should.ThrowAsync<ProviderException>(UpdateAsync(cloud, app, outputs))).Message;

        failure.ShouldContain("INF7508");
        failure.ShouldContain("What was live before it is live.");
        failure.ShouldContain("RuntimeError: broken with [secret]");
        (await browser.GetStringAsync(ingress, deadline)).ShouldStartWith("two hello");
        (await RunAsync(cloud, app, "ls /etc/systemd/system | grep -c '^app-.*-3-' || true\n", deadline)).ShouldBe("0\n");
    }

    private static async Task StopAsync(TestCloud cloud, Thing app, PropertyMap outputs, SampleApp sample, HttpClient browser, Uri ingress, CancellationToken deadline)
    {
        var machine = new MachineStore(cloud.Root).Find(App.MachineName(app))!;
        await new LocalMachines(cloud.Root, new Narrator(cloud, "")).StopAsync(machine, deadline);
        (await cloud.ReadAsync("App", app.Id, outputs, app.Inputs, "app"))!.Outputs["activeDeploymentId"].ShouldBe("");
        sample.Deploy("four");

        await UpdateAsync(cloud, app, outputs);

        // The development database has outlived it.
        (await browser.GetStringAsync(ingress, deadline)).ShouldStartWith("four hello");
        cloud.Said.ShouldNotContain(line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    /// <summary>What was answered, in its order, until it is told to end.</summary>
    private static async Task<List<string>> LoadAsync(HttpClient browser, Uri ingress, CancellationToken end)
    {
        var seen = new List<string>();
        while (!end.IsCancellationRequested)
        {
            using var answer = await browser.GetAsync(ingress, CancellationToken.None);
            seen.Add(answer.IsSuccessStatusCode ? string.Join(' ', (await answer.Content.ReadAsStringAsync(CancellationToken.None)).Split(' ')[..2]) : $"{answer.StatusCode}");
            await Task.Delay(20, CancellationToken.None);
        }

        return seen;
    }

    private static async Task<IEnumerable<string>> DiffAsync(TestCloud cloud, Thing app, PropertyMap outputs) =>
        (await cloud.Provider.DiffAsync(new DiffArgs(app.Id, TestCloud.Urn("App", "app"), outputs, await InputsAsync(cloud), await InputsAsync(cloud), []), default)).Diffs;

    private static async Task<UpdateResult> UpdateAsync(TestCloud cloud, Thing app, PropertyMap outputs) =>
        await cloud.Provider.UpdateAsync(new UpdateArgs(app.Id, TestCloud.Urn("App", "app"), outputs, await InputsAsync(cloud), await InputsAsync(cloud), null, [], Preview: false), default);

    private static async Task<PropertyMap> InputsAsync(TestCloud cloud) => (await cloud.CheckAsync("App", SampleApp.Declaration, "app")).Inputs;

    private static Task<string> RunAsync(TestCloud cloud, Thing app, string script, CancellationToken deadline) =>
        new CloudMachine(cloud.Root, new Narrator(cloud, "")).RunAsync(App.MachineName(app), script, deadline);

    private static string Text(PropertyMap map, string name) => ((StringValue)map[name].Unwrap()).Value;
}
