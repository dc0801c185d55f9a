using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Ssh;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Configurations;

/// <summary>Packages on a real server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConfigurationPackagesTests(SharedServer server)
{
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
}
