using System.Net;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>The same declaration on a server that somebody else made.</summary>
[Trait("Category", "Machine")]
[Collection(Collections.Servers)]
public sealed class OwnServerTests
{
    private const string Stack = "e2e-own";

    [MachineFact]
    public async Task Up_OnAServerOneHas_ServesTheSiteAndDestroyGivesTheServerBack()
    {
        await using var server = await OwnServer.CreateAsync("infra-own");
        await using var project = TestProject.Create();
        project.WriteStack(Stack, [.. server.Configuration(project.Home), "infra:domain: own.test", "infra:protectData: false"]);
        var before = await WhatIsThereAsync(server);

        (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);

        var outputs = await project.OutputsAsync(Stack);
        using (var browser = Browser.Open(outputs["caFile"], server.Address))
        {
            (await browser.GetStringAsync(outputs["url"])).ShouldContain("The little shop");
            (await browser.GetAsync(new Uri(new Uri(outputs["url"]), "/healthz"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await project.InfraAsync("preview", "--refresh", "--expect-no-changes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
        Judges.OpenPorts(await server.RunAsync("ss -Hltn")).ShouldBe([22, 80, 443]);

        (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
        Judges.OpenPorts(await server.RunAsync("ss -Hltn")).ShouldBe([22]);
        var after = await WhatIsThereAsync(server);
        // Debian keeps a removed database server's data, and with it its user and the mark that it is to be started.
        after.Except(before).Where(line => line.EndsWith("installed", StringComparison.Ordinal) || !line.Contains("postgres", StringComparison.Ordinal))
            .ShouldBeEmpty("nothing else of it is left");
        before.Except(after).ShouldBeEmpty("nothing that was there is missing");
    }

    [MachineFact]
    public async Task Server_WithAnotherHostKey_IsNotSpokenTo()
    {
        await using var server = await OwnServer.CreateAsync("infra-own2");
        await using var project = TestProject.Create();
        project.WriteStack(
            Stack,
            [.. server.Configuration(project.Home).Where(line => !line.StartsWith("infra:hostKey", StringComparison.Ordinal)),
                "infra:hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5vdFRoZUtleU5vdFRoZUtleU5vdFRoZUtleU5vdFRo"]);

        var up = await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack);

        up.ExitCode.ShouldBe(1, up.All);
        up.All.ShouldContain("host key");
        (await server.RunAsync("test -e /etc/shop && echo changed || echo untouched")).Trim().ShouldBe("untouched");
    }

    [MachineFact]
    public async Task Server_WithSomethingAtTheSitesPort_IsLeftAsItIsAndTheCulpritNamed()
    {
        await using var server = await OwnServer.CreateAsync("infra-own4");
        await using var project = TestProject.Create();
        project.WriteStack(Stack, [.. server.Configuration(project.Home), "infra:domain: own.test", "infra:protectData: false"]);
        await server.RunAsync("systemd-run --quiet --unit other-site python3 -m http.server 80; until ss -Hltn 'sport = :80' | grep -q .; do sleep 0.1; done");

        var up = await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack);

        up.ExitCode.ShouldBe(1, up.All);
        up.All.ShouldContain("INF5204");
        up.All.ShouldContain("(process ");
        up.All.ShouldContain("other-site.service) listens at port 80 already");
        (await server.RunAsync("dpkg -l nginx nginx-light 2>/dev/null | grep -c ^ii || true; test -e /etc/nginx && echo changed || echo untouched")).Trim().ShouldBe("0\nuntouched");

        await server.RunAsync("systemctl stop other-site");
        (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
        (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
    }

    [MachineFact]
    public async Task Server_ThatRefusesTheKey_IsNamedWithTheUser()
    {
        await using var server = await OwnServer.CreateAsync("infra-own3");
        await using var project = TestProject.Create();
        var lines = server.Configuration(project.Home).ToList();
        var other = Path.Combine(project.Home, "other");
        (await Command.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", other])).ShouldExit(0);
        lines.RemoveAll(line => line.StartsWith("infra:identityFile", StringComparison.Ordinal));
        project.WriteStack(Stack, [.. lines, $"infra:identityFile: {other}"]);

        var up = await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack);

        up.ExitCode.ShouldBe(1, up.All);
        up.All.ShouldContain("deploy");
        up.All.ShouldContain("INF5");
    }

    [MachineFact]
    public async Task Server_ThatIsUnreachable_IsNamedWithinItsTimeout()
    {
        await using var project = TestProject.Create();
        (await Command.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(project.Home, "key")])).ShouldExit(0);
        project.WriteStack(
            Stack, "infra:host: ssh", "infra:address: 127.0.0.1", "infra:port: 1", "infra:user: deploy",
            "infra:hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5vdFRoZUtleU5vdFRoZUtleU5vdFRoZUtleU5vdFRo", $"infra:identityFile: {Path.Combine(project.Home, "key")}");

        var up = await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack);

        up.ExitCode.ShouldBe(1, up.All);
        up.All.ShouldContain("127.0.0.1");
        up.Duration.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    private static async Task<string[]> WhatIsThereAsync(OwnServer server) => (await server.RunAsync(
        "dpkg-query -W -f '${Package} ${db:Status-Status}\\n' | grep ' installed$'; find /etc/ssh /etc/systemd /etc/sudoers.d /srv; cat /etc/nftables.conf 2>/dev/null; getent passwd; true")).Split('\n');
}
