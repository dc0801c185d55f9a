using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Ssh;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Configurations;

/// <summary>Packages on a real server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConfigurationPackagesTests(SharedServer server)
{
    private const string Override = "/etc/systemd/system/atd.service.d/infra.conf";

    [SkippableFact]
    public async Task Life_InstallRemoveByHandRestoreDelete_FollowsThePackage()
    {
        server.Require();
        await using var layer = new Layer(server, "packages");
        await layer.CreateAsync(("packages", Calls.List("hello", "curl")));
        layer.Report.ShouldBe(["package hello"]);
        (await layer.DriftAsync()).ShouldBeEmpty();
        await server.RootAsync("dpkg --purge hello >/dev/null");

        (await layer.DriftAsync()).ShouldBe(["packages[\"hello\"]"]);
        await layer.RestoreAsync();
        (await layer.DriftAsync()).ShouldBeEmpty();
        (await server.RootAsync("hello")).ShouldBe("Hello, world!");

        await layer.DeleteAsync();
        (await server.RootAsync("command -v hello || true; command -v curl")).ShouldBe("/usr/bin/curl");
    }

    [SkippableFact]
    public async Task Update_UnwantedPackage_IsRemovedAndItsReturnIsNamed()
    {
        server.Require();
        await using var layer = new Layer(server, "unwanted");
        await layer.CreateAsync(("packages", Calls.List("hello")));

        await layer.UpdateAsync(("absentPackages", Calls.List("hello")));

        (await server.RootAsync("command -v hello || true")).ShouldBe("");
        (await layer.DriftAsync()).ShouldBeEmpty();
        await server.RootAsync("apt-get install -qq hello >/dev/null 2>&1");
        (await layer.DriftAsync()).ShouldBe(["absentPackages[\"hello\"]"]);
        await layer.RestoreAsync();
        (await layer.DriftAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Create_PackageThatDoesNotExist_SaysAptsOwnWords()
    {
        server.Require();
        await using var layer = new Layer(server, "nonexistent");

        var failed = await Should.ThrowAsync<ProviderException>(() => layer.CreateAsync(("packages", Calls.List("no-such-package"))));

        failed.Message.ShouldStartWith("INF5203: Packages could not be installed");
        failed.Message.ShouldContain("at: apt-get install no-such-package");
        failed.Message.ShouldContain("E: Unable to locate package no-such-package");
    }

    [SkippableFact]
    public async Task Life_TwoLayersWantTheSame_TakeTurnsAndTheLastTakesItAway()
    {
        server.Require();
        await using var first = new Layer(server, "first");
        await using var second = new Layer(server, "second");

        await Task.WhenAll(first.CreateAsync(("packages", Calls.List("hello"))), second.CreateAsync(("packages", Calls.List("hello", "tree"))));

        (await first.DriftAsync()).Concat(await second.DriftAsync()).ShouldBeEmpty();
        await first.DeleteAsync();
        (await second.DriftAsync()).ShouldBeEmpty();
        await second.UpdateAsync(("packages", Calls.List("tree")));
        (await server.RootAsync("command -v hello || true")).ShouldBe("");
    }

    [SkippableFact]
    public async Task Apply_AnotherLayerIsOnItsWay_IsWaitedForAndServedToo()
    {
        server.Require();
        await server.RootAsync("""
            (
              sleep 0.5
              exec 9>/run/infra-layer-late.lock
              flock 9
              echo tree >/run/infra-layer-late.packages
              exec sleep 300
            ) >/dev/null 2>&1 & echo $! >/run/late.pid
            """);
        var layer = ConfigurationInputs.Of(Calls.Map(("connection", server.Connection), ("title", "early"), ("packages", Calls.List("hello"))));
        try
        {
            var (answers, exitCode, error) = await server.Runner.RunAsync(
                layer.Connection, () => ConfigurationScript.Apply(layer, null, "late", "never"), Patience.None, null, CancellationToken.None);

            exitCode.ShouldBe(0, error);
            answers.All("changed").ShouldBe(["package\thello"]);
            (await server.RootAsync("command -v tree")).ShouldBe("/usr/bin/tree");
        }
        finally
        {
            await server.Runner.RunAsync(layer.Connection, () => ConfigurationScript.Remove(layer), Patience.None, null, CancellationToken.None);
            await server.RootAsync("kill $(cat /run/late.pid); rm /run/late.pid /run/infra-layer-late.*; apt-get purge -qq tree >/dev/null");
        }
    }

    [SkippableTheory]
    [InlineData("tree", "/usr/bin/tree")]
    [InlineData("tree no-such-package", "")]
    public async Task Create_AnotherLayerWaits_OneAptRunServesBothUnlessTheOthersFail(string wish, string expected)
    {
        server.Require();
        await using var layer = new Layer(server, "generous");
        await server.RootAsync($"""
            echo sl >/run/infra-layer-dead.packages
            echo '{wish}' >/run/infra-layer-waiting.packages
            flock /run/infra-layer-waiting.lock sleep 300 >/dev/null 2>&1 & echo $! >/run/waiting.pid
            until ! flock -n /run/infra-layer-waiting.lock true; do sleep 0.05; done
            """);
        try
        {
            await layer.CreateAsync(("packages", Calls.List("hello")));

            layer.Report.ShouldBe(["package hello"]);
            (await server.RootAsync("hello; command -v tree sl || true")).ShouldBe($"Hello, world!\n{expected}".Trim());
        }
        finally
        {
            await server.RootAsync("pkill -P $(cat /run/waiting.pid); rm /run/waiting.pid /run/infra-layer-waiting.* /run/infra-layer-dead.*; apt-get purge -qq tree >/dev/null");
        }
    }

    [SkippableFact]
    public async Task Create_PackageWithAService_StartsItOnceWithItsFiles()
    {
        server.Require();
        await using var layer = new Layer(server, "held");
        var start = await server.RootAsync("date +%s");

        await layer.CreateAsync(
            ("packages", Calls.List("at")),
            ("files", Calls.Map((Override, Calls.Map(("content", "[Service]\nExecStartPre=/bin/echo infra was here\n"))))),
            ("services", Calls.Map(("atd", Calls.Map(("restartOn", Calls.List(Override)))))));

        layer.Report.ShouldBe(["package at", $"file {Override}", "service atd"]);
        (await server.RootAsync($"systemctl is-active atd; journalctl -u atd -o cat --since @{start} | grep -e 'was here' -e ^Started; ls /usr/sbin/policy-rc.d 2>&1 | grep -c 'No such'"))
            .ShouldBe("active\ninfra was here\nStarted atd.service - Deferred execution scheduler.\n1");
    }

    [SkippableTheory]
    [InlineData("#!/bin/sh\n# somebody's own\nexit 101\n", "inactive", "1")]
    [InlineData(null, "active", "0")]
    public async Task Create_PolicyOfAnother_IsKeptAndOneLeftBehindHoldsNothing(string? policy, string expected, string kept)
    {
        server.Require();
        await using var layer = new Layer(server, "policy");
        if (policy is null)
        {
            await LeavePolicyBehindAsync();
        }
        else
        {
            await server.RootAsync($"printf '%s' '{policy.Replace("'", "'\\''", StringComparison.Ordinal)}' >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d");
        }

        try
        {
            await server.RootAsync("apt-get install -y -qq at >/dev/null 2>&1");
            await layer.CreateAsync(("packages", Calls.List("hello")));

            (await server.RootAsync("systemctl is-active atd || true")).ShouldBe(expected);
            (await server.RootAsync("grep -c 'own$' /usr/sbin/policy-rc.d 2>/dev/null || echo 0")).Split('\n')[0].ShouldBe(kept);
        }
        finally
        {
            await server.RootAsync("rm -f /usr/sbin/policy-rc.d /run/infra-layer-killed.*; apt-get purge -y -qq at >/dev/null 2>&1");
        }
    }

    /// <summary>As a run leaves it that is killed while apt installs for it.</summary>
    private async Task LeavePolicyBehindAsync()
    {
        var layer = ConfigurationInputs.Of(Calls.Map(("connection", server.Connection), ("title", "killed"), ("packages", Calls.List("hello")), ("services", Calls.Map(("atd", Calls.Map())))));
        var held = ConfigurationScript.Apply(layer, null).Replace("\ninstall_packages 'hello'", "\nmkdir -p /run\necho atd >/run/infra-layer-killed.services\nhold_services\nkill -9 $$", StringComparison.Ordinal);
        await Should.ThrowAsync<ProviderException>(() => server.Runner.RunAsync(layer.Connection, () => held, Patience.None, null, CancellationToken.None));
        (await server.RootAsync("grep -c infra-layer /usr/sbin/policy-rc.d; rm -rf /var/lib/infra/layers/killed")).ShouldNotBe("0");
    }
}
