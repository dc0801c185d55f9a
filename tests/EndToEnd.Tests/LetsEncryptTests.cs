using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>Certificates by ACME, from an authority on this computer.</summary>
[Trait("Category", "Machine")]
[Collection(Collections.Servers)]
public sealed class LetsEncryptTests
{
    private const string Stack = "e2e-acme";
    private const string Domain = "shop.acme.test";
    private const string Renew = "certbot renew --quiet --force-renewal --no-random-sleep-on-renew --cert-name infra-shop";

    [MachineFact]
    public async Task LocalMachine_FromTheLocalAuthorityToLetsEncrypt_NeverStopsServing()
    {
        await using var project = TestProject.Create();
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync([.. arguments, "--non-interactive", "--stack", Stack]);
        Task<CommandResult> SetAsync(string key, string value) => project.InfraAsync("config", "set", key, value, "--stack", Stack);
        async Task<string> OnServerAsync(string script) => (await project.OnServerAsync(Stack, script)).ShouldExit(0).Output;
        project.WriteStack(Stack, "infra:host: local", $"infra:domain: {Domain}", "infra:protectData: false");
        await Life.RunAsync(
            async () =>
            {
                (await InfraAsync("up", "--yes")).ShouldExit(0);
                var outputs = await project.OutputsAsync(Stack);
                var (address, url) = (outputs["address"], new Uri(outputs["url"]));
                var former = Path.Combine(project.Home, "former-ca.pem");
                File.Copy(outputs["caFile"], former);
                await using var pebble = await Pebble.StartAsync(project.Home, address);
                HttpClient Browse() => Browser.Open(pebble.RootFile, address);

                // The domain leads nowhere yet: the authority says so, and visitors notice nothing.
                await SetAsync("tls", "letsencrypt");
                await SetAsync("acmeDirectory", pebble.Directory);
                await SetAsync("acmeAuthorityFile", pebble.AuthorityFile);
                await SetAsync("acmeEmail", "ops@acme-shop.test");
                await using (var load = await Load.StartAsync(() => Browser.Open(former, address), url))
                {
                    var refused = (await InfraAsync("up", "--yes")).ShouldExit(1);
                    refused.All.ShouldContain("INF5205");
                    refused.All.ShouldContain($"Domain: {Domain}");
                    refused.All.ShouldContain("could not resolve");
                    await load.ShouldHaveLostNothingAsync();
                }

                await pebble.LeadAsync(Domain, address);
                (await InfraAsync("up", "--yes")).ShouldExit(0);
                using (var browser = Browse())
                {
                    (await browser.GetStringAsync(url)).ShouldContain("The little shop");
                }

                (await project.OutputsAsync(Stack)).ShouldNotContainKey("caFile");
                var first = await SerialAsync(address);
                (await InfraAsync("preview", "--refresh", "--expect-no-changes")).ShouldExit(0);
                (await InfraAsync("up", "--yes")).ShouldExit(0).Output.ShouldContain("unchanged");
                (await SerialAsync(address)).ShouldBe(first);
                await OnServerAsync("systemctl is-enabled certbot.timer && systemctl is-active certbot.timer && systemctl start certbot.service");
                (await OnServerAsync("find /etc/letsencrypt/live /etc/letsencrypt/archive /etc/letsencrypt/accounts -perm /077 ! -type l ! -name README; find /etc/shop/tls -maxdepth 0 -perm /077"))
                    .Trim().ShouldBeEmpty("keys and the account are root's alone");

                await using (var load = await Load.StartAsync(Browse, url))
                {
                    await OnServerAsync($"/usr/local/sbin/shop-certificate trust && REQUESTS_CA_BUNDLE=/run/infra-shop-authorities.pem {Renew}");
                    await load.ShouldHaveLostNothingAsync();
                }

                var second = await NextSerialAsync(address, first);
                (await InfraAsync("preview", "--refresh", "--expect-no-changes")).ShouldExit(0);

                // Another domain, which leads nowhere: the old certificate serves on, and coming back asks for nothing.
                await SetAsync("domain", "other.acme.test");
                (await InfraAsync("up", "--yes")).ShouldExit(1).All.ShouldContain("Domain: other.acme.test");
                (await SerialAsync(address)).ShouldBe(second);
                await SetAsync("domain", Domain);
                (await InfraAsync("up", "--yes")).ShouldExit(0);
                (await SerialAsync(address)).ShouldBe(second);
                (await InfraAsync("preview", "--refresh", "--expect-no-changes")).ShouldExit(0);

                await OnServerAsync("rm -rf /etc/letsencrypt/live/infra-shop");
                (await InfraAsync("preview", "--refresh", "--diff", "--expect-no-changes")).ShouldExit(7).Output.ShouldContain($"certificate of {Domain}");
                await using (var load = await Load.StartAsync(Browse, url))
                {
                    (await InfraAsync("up", "--yes", "--refresh")).ShouldExit(0);
                    await load.ShouldHaveLostNothingAsync();
                }

                await NextSerialAsync(address, second);
                await Judges.TlsShouldBeSoundAsync(address, Domain);
            },
            async () =>
            {
                (await InfraAsync("destroy", "--yes")).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    [MachineFact]
    public async Task OwnServer_WithApache_HasACertificateUntilItIsTakenAwayAgain()
    {
        await using var server = await OwnServer.CreateAsync("infra-acme");
        await using var project = TestProject.Create();
        await using var pebble = await Pebble.StartAsync(project.Home, server.Address);
        await pebble.LeadAsync(Domain, server.Address);
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync([.. arguments, "--non-interactive", "--stack", Stack]);
        HttpClient Browse() => Browser.Open(pebble.RootFile, server.Address);
        project.WriteStack(
            Stack,
            [.. server.Configuration(project.Home), $"infra:domain: {Domain}", "infra:protectData: false", "infra:webServer: apache",
                "infra:tls: letsencrypt", $"infra:acmeDirectory: {pebble.Directory}", $"infra:acmeAuthorityFile: {pebble.AuthorityFile}"]);
        var before = await WhatIsThereAsync(server);

        (await InfraAsync("up", "--yes")).ShouldExit(0);

        var url = new Uri((await project.OutputsAsync(Stack))["url"]);
        using (var browser = Browse())
        {
            (await browser.GetStringAsync(url)).ShouldContain("The little shop");
        }

        (await InfraAsync("preview", "--refresh", "--expect-no-changes")).ShouldExit(0);
        var first = await SerialAsync(server.Address);
        await using (var load = await Load.StartAsync(Browse, url))
        {
            await server.RunAsync($"/usr/local/sbin/shop-certificate trust && REQUESTS_CA_BUNDLE=/run/infra-shop-authorities.pem {Renew}");
            await load.ShouldHaveLostNothingAsync();
        }

        await NextSerialAsync(server.Address, first);

        (await project.InfraAsync("config", "set", "tls", "local", "--stack", Stack)).ShouldExit(0);
        (await InfraAsync("up", "--yes")).ShouldExit(0);
        using (var browser = Browser.Open((await project.OutputsAsync(Stack))["caFile"], server.Address))
        {
            (await browser.GetStringAsync(url)).ShouldContain("The little shop");
        }

        (await server.RunAsync("ls -d /etc/letsencrypt /usr/local/sbin/shop-certificate /var/lib/shop-challenges 2>/dev/null || true")).ShouldBeEmpty();
        (await project.InfraAsync("config", "set", "tls", "letsencrypt", "--stack", Stack)).ShouldExit(0);
        (await InfraAsync("up", "--yes")).ShouldExit(0);
        (await InfraAsync("destroy", "--yes")).ShouldExit(0);
        var after = await WhatIsThereAsync(server);
        // Debian keeps a removed database server's data, and with it its user and the mark that it is to be started.
        after.Except(before).Where(line => line.EndsWith("installed", StringComparison.Ordinal) || !line.Contains("postgres", StringComparison.Ordinal)).ShouldBeEmpty("nothing else of it is left");
        before.Except(after).ShouldBeEmpty("nothing that was there is missing");
    }

    private static async Task<string[]> WhatIsThereAsync(OwnServer server) => (await server.RunAsync(
        "dpkg-query -W -f '${Package} ${db:Status-Status}\\n' | grep ' installed$'; find /etc/shop /var/lib/shop 2>/dev/null; ls -d /etc/letsencrypt /var/log/letsencrypt /var/lib/shop-challenges /run/infra* 2>/dev/null; find /etc/systemd /etc/cron.d /usr/local/sbin; getent passwd; true")).Split('\n');

    /// <summary>Of the certificate that is shown instead of a former one, once new connections get it.</summary>
    private static async Task<string> NextSerialAsync(string address, string former)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(async () => await SerialAsync(address) != former, limit.Token);
        return await SerialAsync(address);
    }

    private static async Task<string> SerialAsync(string address) => (await Command.RunAsync(
        "sh", ["-c", $"openssl s_client -connect {address}:443 -servername {Domain} </dev/null 2>/dev/null | openssl x509 -noout -serial"])).ShouldExit(0).Output;
}
