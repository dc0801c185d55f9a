using System.Net;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>What a person does with a stack on this computer, in the order of the README.</summary>
[TestCaseOrderer(ByOrder.TypeName, ByOrder.AssemblyName)]
[Trait("Category", "Machine")]
[Collection(Collections.Local)]
public sealed partial class LocalLifeTests(ShopLife life) : IClassFixture<ShopLife>
{
    [MachineFact]
    [Order(1)]
    public async Task Up_OfANewStack_MakesTheEnvironmentAndSaysWhereThingsAre()
    {
        var up = (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);

        life.Outputs = await life.Project.OutputsAsync(ShopLife.Stack);
        up.Output.ShouldContain(life.Outputs["url"]);
        up.Output.ShouldContain(life.Outputs["address"]);
        up.Output.ShouldContain("infra ssh");
        up.Output.ShouldContain("Duration:");
        var passphrase = Path.Combine(life.Project.Home, ".config", "infra", "passphrase");
        up.All.ShouldContain(passphrase);
        up.All.ShouldContain("PULUMI_CONFIG_PASSPHRASE_FILE");
        File.GetUnixFileMode(passphrase).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [MachineFact]
    [Order(2)]
    public async Task Site_AfterUp_AnswersFromTheDatabaseOverTls()
    {
        using var browser = life.Browse();

        var page = await browser.GetStringAsync(life.Url);
        var health = await browser.GetAsync(new Uri(life.Url, "/healthz"));
        var plain = await browser.GetAsync(new Uri($"http://{life.Url.Host}/"));

        page.ShouldContain("<html");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        plain.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        plain.Headers.Location!.Scheme.ShouldBe("https");
        health.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
        health.Headers.TryGetValues("Server", out var server).ShouldBeTrue();
        server!.ShouldBe(["nginx"]);
    }

    [MachineFact]
    [Order(3)]
    public async Task StaticFiles_OfTheSite_AreServedByTheWebServer()
    {
        using var browser = life.Browse();
        var page = await browser.GetStringAsync(life.Url);
        var css = Regex.Match(page, "/static/[^\"]+\\.css").Value;

        var before = await AppRequestsAsync();
        var answer = await browser.GetAsync(new Uri(life.Url, css));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        answer.Headers.CacheControl!.MaxAge!.Value.ShouldBeGreaterThan(TimeSpan.FromDays(1));
        (await AppRequestsAsync()).ShouldBe(before, "the application server was not asked");
    }

    [MachineFact]
    [Order(4)]
    public async Task Form_OfTheSite_WritesToTheDatabase()
    {
        using var browser = life.Browse();
        var page = await browser.GetStringAsync(life.Url);
        var token = Regex.Match(page, "csrfmiddlewaretoken\" value=\"([^\"]+)").Groups[1].Value;
        var action = Regex.Match(page, "<form[^>]*action=\"([^\"]+)\"").Groups[1].Value;
        var product = Regex.Match(page, "<option value=\"(\\d+)\"|name=\"product\" value=\"(\\d+)\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(life.Url, action))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["csrfmiddlewaretoken"] = token,
                ["product"] = product.Groups[1].Value + product.Groups[2].Value,
                ["customer"] = "Ada from the tests",
                ["quantity"] = "2",
            }),
        };
        request.Headers.Referrer = life.Url;

        var answer = await browser.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        (await browser.GetStringAsync(life.Url)).ShouldContain("Ada from the tests");
    }

    [MachineFact]
    [Order(5)]
    public async Task Up_Again_ChangesNothingAndTouchesNothing()
    {
        var before = await FingerprintAsync();

        var up = (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);
        (await life.InfraAsync("preview", "--expect-no-changes", "--non-interactive")).ShouldExit(0).Output.ShouldContain("0.00  as now");
        (await life.InfraAsync("preview", "--refresh", "--expect-no-changes", "--non-interactive")).ShouldExit(0);

        up.Output.ShouldContain("unchanged");
        (await FingerprintAsync()).ShouldBe(before);
    }

    [MachineFact]
    [Order(6)]
    public async Task WorkerCount_Changed_ShowsTheLineAndLosesNoRequest()
    {
        (await life.InfraAsync("config", "set", "workers", "5")).ShouldExit(0);

        var preview = (await life.InfraAsync("preview", "--diff", "--expect-no-changes", "--non-interactive")).ShouldExit(7);
        preview.Output.ShouldContain("1 to update");
        preview.Output.ShouldContain("gunicorn.conf.py");
        preview.Output.ShouldContain("workers = 5");

        await using (var load = await Load.StartAsync(life.Browse, life.Url))
        {
            (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);
            await load.ShouldHaveLostNothingAsync();
        }

        var workers = await OnServerAsync("systemctl show -p MainPID --value 'shop@*' | xargs -I{} pgrep -P {} | wc -l");
        workers.Trim().ShouldBe("5");
    }

    [MachineFact]
    [Order(7)]
    public async Task Code_Changed_BecomesANewReleaseWithoutALostRequest()
    {
        EditSample("The little shop", "The grand shop");

        var preview = (await life.InfraAsync("preview", "--non-interactive")).ShouldExit(0);
        preview.Output.ShouldContain("1 to update");
        await using (var load = await Load.StartAsync(life.Browse, life.Url))
        {
            (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);
            await load.ShouldHaveLostNothingAsync();
        }

        using var browser = life.Browse();
        (await browser.GetStringAsync(life.Url)).ShouldContain("The grand shop");
    }

    [MachineFact]
    [Order(8)]
    public async Task Release_ThatFailsItsHealthCheck_NeverGoesLive()
    {
        var views = Directory.EnumerateFiles(life.Project.Sample, "urls.py", SearchOption.AllDirectories).First();
        var good = await File.ReadAllTextAsync(views);
        await File.WriteAllTextAsync(views, good + "\nraise RuntimeError('this release is broken on purpose')\n");

        await using (var load = await Load.StartAsync(life.Browse, life.Url))
        {
            var up = (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(1);
            up.All.ShouldContain("this release is broken on purpose");
            await load.ShouldHaveLostNothingAsync();
        }

        await File.WriteAllTextAsync(views, good);
        using var browser = life.Browse();
        (await browser.GetStringAsync(life.Url)).ShouldContain("The grand shop");
        (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);
    }

    [MachineFact]
    [Order(9)]
    public async Task Rollback_ToThePreviousRelease_ServesItAgain()
    {
        EditSample("The grand shop", "The final shop");
        (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);

        await using (var load = await Load.StartAsync(life.Browse, life.Url))
        {
            (await life.InfraAsync("rollback", "--yes", "--non-interactive")).ShouldExit(0);
            await load.ShouldHaveLostNothingAsync();
        }

        using var browser = life.Browse();
        (await browser.GetStringAsync(life.Url)).ShouldContain("The grand shop");
        (await life.InfraAsync("preview", "--expect-no-changes", "--non-interactive")).ShouldExit(7);
        EditSample("The final shop", "The grand shop");
        (await life.InfraAsync("up", "--yes", "--non-interactive")).ShouldExit(0);
    }

    [MachineFact]
    [Order(10)]
    public async Task Drift_OfAnEditedSite_IsNamedAndRestored()
    {
        await OnServerAsync("echo '# edited by hand' >> /etc/nginx/sites-available/shop.conf");

        (await PreviewOfDriftAsync()).ShouldContain("edited by hand");
        await RestoreAsync();

        (await OnServerAsync("grep -c 'edited by hand' /etc/nginx/sites-available/shop.conf || true")).Trim().ShouldBe("0");
    }

    [MachineFact]
    [Order(11)]
    public async Task Drift_OfAStoppedService_IsNamedAndRestored()
    {
        await OnServerAsync("systemctl stop nginx");

        (await PreviewOfDriftAsync()).ShouldContain("nginx");
        await RestoreAsync();

        (await OnServerAsync("systemctl is-active nginx")).Trim().ShouldBe("active");
    }

    [MachineFact]
    [Order(12)]
    public async Task Drift_OfARemovedPackage_IsNamedAndRestored()
    {
        await OnServerAsync("apt-get remove -y -qq unattended-upgrades >/dev/null 2>&1");

        (await PreviewOfDriftAsync()).ShouldContain("unattended-upgrades");
        await RestoreAsync();

        (await OnServerAsync("dpkg-query -W -f '${db:Status-Status}' unattended-upgrades")).Trim().ShouldBe("installed");
    }

    [MachineFact]
    [Order(13)]
    public async Task Server_AfterAReboot_ServesAgain()
    {
        const string started = "cut -d' ' -f22 /proc/1/stat";
        var before = await OnServerAsync(started);
        await life.Project.OnServerAsync(ShopLife.Stack, "systemctl reboot");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(
            async () =>
            {
                var now = await life.Project.OnServerAsync(ShopLife.Stack, started);
                return now.ExitCode == 0 && now.Output != before;
            },
            limit.Token);
        await Eventually.TrueAsync(
            async () =>
            {
                using var browser = life.Browse();
                return (await browser.GetAsync(new Uri(life.Url, "/healthz"), limit.Token)).IsSuccessStatusCode;
            },
            limit.Token);
        (await life.InfraAsync("up", "--yes", "--refresh", "--non-interactive")).ShouldExit(0);
    }

    [MachineFact]
    [Order(14)]
    public async Task Judges_OfTheServer_FindNothing()
    {
        await OnServerAsync("nginx -t && sshd -t");
        await Judges.TlsShouldBeSoundAsync(life.Outputs["address"], life.Url.Host);
        await Judges.SshShouldBeSoundAsync(life.Outputs["address"]);
        Judges.Exposure(await OnServerAsync("systemd-analyze security --no-pager \"$(systemctl list-units --plain --no-legend 'shop@*' | cut -d' ' -f1)\"")).ShouldBeLessThanOrEqualTo(2.0);
        Judges.OpenPorts(await OnServerAsync("ss -Hltn")).ShouldBe([22, 80, 443]);
        await OnServerAsync("systemd-run --quiet --wait --pipe --collect -p User=shop -p EnvironmentFile=/etc/shop/environment -p WorkingDirectory=/srv/shop/current python3 manage.py check --deploy --fail-level WARNING");
        (await OnServerAsync("sshd -T | grep -Ei '^(permitrootlogin|passwordauthentication) ' | sort")).Trim().ShouldBe("passwordauthentication no\npermitrootlogin no");
        (await OnServerAsync("find /etc/shop -type f \\( -name environment -o -name '*.key' \\) -perm /077")).Trim().ShouldBeEmpty("secrets are in root-only files");
        (await OnServerAsync("systemctl is-enabled unattended-upgrades nftables")).Trim().ShouldBe("enabled\nenabled");
    }

    [MachineFact]
    [Order(20)]
    public async Task Destroy_OfAProtectedDatabase_IsRefusedAndChangesNothing()
    {
        var destroy = (await life.InfraAsync("destroy", "--yes", "--non-interactive")).ShouldExit(1);

        destroy.All.ShouldContain("--allow-data-loss");
        using var browser = life.Browse();
        (await browser.GetAsync(new Uri(life.Url, "/healthz"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [MachineFact]
    [Order(21)]
    public async Task Destroy_WithDataLossAllowed_LeavesNothingAndProvesIt()
    {
        var destroy = (await life.InfraAsync("destroy", "--yes", "--allow-data-loss", "--non-interactive")).ShouldExit(0);

        destroy.Output.ShouldContain("Nothing is left");
        File.Exists(life.Outputs["caFile"]).ShouldBeFalse();
        (await File.ReadAllLinesAsync("/proc/self/mountinfo")).Where(line => Machine().IsMatch(line)).ShouldBeEmpty();
        (await Command.RunAsync("find", ["/var/lib/infra", "/run/netns", "/sys/fs/cgroup", "-maxdepth", "4"])).Output.Split('\n').Where(path => Machine().IsMatch(path)).ShouldBeEmpty();
    }

    private async Task<string> OnServerAsync(string script) => (await life.Project.OnServerAsync(ShopLife.Stack, script)).ShouldExit(0).Output;

    private async Task<string> AppRequestsAsync() => await OnServerAsync("journalctl -u 'shop@*' --no-pager | grep -c 'GET ' || true");

    /// <summary>What an untouched server keeps: times of its files and the starts of its services.</summary>
    private Task<string> FingerprintAsync() => OnServerAsync(
        "find /etc /srv/shop -xdev -newer /proc/1 -printf '%p %T@ %C@\\n' | sort | sha256sum; systemctl show -p ActiveEnterTimestamp --value nginx postgresql 'shop@*'");

    private async Task<string> PreviewOfDriftAsync()
    {
        (await life.InfraAsync("refresh", "--preview-only", "--non-interactive")).ShouldExit(0).Output.ShouldContain("1 to");
        return (await life.InfraAsync("preview", "--refresh", "--diff", "--expect-no-changes", "--non-interactive")).ShouldExit(7).Output;
    }

    private async Task RestoreAsync()
    {
        (await life.InfraAsync("up", "--yes", "--refresh", "--non-interactive")).ShouldExit(0);
        (await life.InfraAsync("preview", "--refresh", "--expect-no-changes", "--non-interactive")).ShouldExit(0);
    }

    private void EditSample(string from, string to)
    {
        var changed = Directory.EnumerateFiles(life.Project.Sample, "*.html", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(from, StringComparison.Ordinal)).ToList();
        changed.ShouldNotBeEmpty();
        changed.ForEach(file => File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal)));
    }

    /// <summary>The name of the machine, and not of one of another stack's that begins like it.</summary>
    [GeneratedRegex("shop-e2e-[0-9a-f]{6}(?![0-9a-z-])")]
    private static partial Regex Machine();
}
