using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Releases;

/// <summary>Releases of a real application on a real server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ReleaseTests(SharedServer server)
{
    [SkippableFact]
    public async Task Update_SecondVersion_SwitchesAndRollbackReturns()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await demo.DeployAsync("one");
        var first = demo.Live;
        (await demo.AskAsync()).ShouldBe("one");
        (await demo.ReadAsync()).ShouldNotBeNull().Outputs["running"].ShouldBe(true);

        await demo.DeployAsync("two");

        (await demo.AskAsync()).ShouldBe("two");
        demo.Outputs.Text("previous").ShouldBe(first);
        demo.Kept.ShouldBe([demo.Live, first]);
        (await server.RootAsync("systemctl list-units --plain --no-legend 'demo@*' | cut -d' ' -f1; ls /run/demo; stat -c %U /srv/demo/releases/*/app.py")).Split('\n')
            .ShouldBe([$"demo@{demo.Live}.service", $"{demo.Live}.sock", "live.sock", "root", "root"]);

        var back = await demo.RollBackAsync();

        back.Return.Text("release").ShouldBe(first);
        (await demo.AskAsync()).ShouldBe("one");
        var found = (await demo.ReadAsync()).ShouldNotBeNull();
        demo.Diff(found.Inputs!).DetailedDiff.ShouldNotBeNull().Keys.ShouldBe(["source"]);
        (await Should.ThrowAsync<ProviderException>(() => demo.RollBackAsync("20000101000000-none"))).Message.ShouldContain("there is no such release to go back to");
        (await demo.AskAsync()).ShouldBe("one");
    }

    [SkippableFact]
    public async Task Update_SameSource_IsNoChangeAndNotUploadedAgain()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await demo.DeployAsync("one");
        var first = demo.Live;

        demo.Diff((await demo.ReadAsync())!.Inputs!).Changes.ShouldBe(DiffChanges.None);
        await demo.DeployAsync("one");
        demo.Live.ShouldBe(first);
        await server.RootAsync("touch -d @0 /srv/demo/sources/*");
        await demo.DeployAsync("one", ("triggers", Calls.Map(("settings", "changed"))));

        demo.Live.ShouldNotBe(first);
        (await server.RootAsync("stat -c %Y /srv/demo/sources/*")).ShouldBe("0");
    }

    [SkippableTheory]
    [InlineData("sick", "I am not well")]
    [InlineData("crash", "I cannot start")]
    public async Task Update_VersionThatIsNotWell_KeepsTheOldAndSaysItsLastWords(string version, string lastWords)
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await demo.DeployAsync("one");

        var failure = await demo.FailureAsync(version, ("healthTimeout", 3));

        failure.ShouldStartWith("INF5301: The release is not live");
        failure.ShouldContain("It failed at: the health check.");
        failure.ShouldContain(lastWords);
        (await demo.AskAsync()).ShouldBe("one");
        (await demo.ReadAsync())!.Outputs.Text("release").ShouldBe(demo.Live);
        (await server.RootAsync("ls /srv/demo/releases; systemctl list-units --all --plain --no-legend 'demo@*' | cut -d' ' -f1")).ShouldBe($"{demo.Live}\ndemo@{demo.Live}.service");
    }

    [SkippableFact]
    public async Task Create_FirstVersionIsNotWell_LeavesNoReleaseAndTheNextIsLive()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);

        await demo.FailureAsync("sick", ("healthTimeout", 1));
        (await server.RootAsync("ls -A /srv/demo/releases")).ShouldBe("");
        await demo.DeployAsync("one");

        (await demo.AskAsync()).ShouldBe("one");
    }

    [SkippableFact]
    public async Task Create_PrepareSteps_RunInOrderAsTheirUserAndAFailingOneIsNamed()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);

        await demo.DeployAsync("one", ("prepare", PropertyValue.Array(
            Step("first", "id -un >steps; echo $GREETING >>steps"),
            Step("second", "id -un >>steps", ("as", "root")),
            Step("needless", "echo needless >>steps", ("unless", "test -f steps")))));

        (await server.RootAsync("cat /srv/demo/current/steps")).ShouldBe("demo\nhello\nroot");
        var failure = await demo.FailureAsync("two", ("prepare", PropertyValue.Array(Step("migrations", "echo no such table; exit 1"))));
        failure.ShouldContain("It failed at: migrations.");
        failure.ShouldContain("    no such table");
        (await demo.AskAsync()).ShouldBe("one");
    }

    [SkippableFact]
    public async Task Create_SettingsThatAreMissing_AreNamed()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);

        var failure = await demo.FailureAsync("one", ("environmentFile", "/etc/no-such-settings"), ("prepare", PropertyValue.Array(Step("migrations", "true"))));

        failure.ShouldContain("/etc/no-such-settings");
    }

    [SkippableFact]
    public async Task Update_MoreThanKept_PrunesReleasesAndSources()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        foreach (var version in new[] { "one", "two", "three", "four" })
        {
            await demo.DeployAsync(version, ("keep", 2), ("drainTimeout", 1));
        }

        demo.Kept.Length.ShouldBe(2);
        (await server.RootAsync("cat /srv/demo/releases/*/version; ls /srv/demo/sources | wc -l")).ShouldBe("threefour2");
    }

    [SkippableFact]
    public async Task Update_WhileARequestIsAnswered_LetsItEnd()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await demo.DeployAsync("one");
        var slow = demo.AskAsync("/slow");
        await Until.TrueAsync(async () => await server.RootAsync("ls /run/demo | grep slow || true") != "", "the slow request has begun");

        await demo.DeployAsync("two");

        (await slow).ShouldBe("one");
        (await demo.AskAsync()).ShouldBe("two");
    }

    [SkippableFact]
    public async Task Read_StoppedRelease_IsNamedAndUpdateStartsIt()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await demo.DeployAsync("one");
        await server.RootAsync($"systemctl stop demo@{demo.Live}");

        var found = (await demo.ReadAsync()).ShouldNotBeNull();
        demo.Diff(found.Inputs!).DetailedDiff.ShouldNotBeNull().Keys.ShouldBe(["running"]);
        (await demo.RestoreAsync(found.Inputs!)).Outputs["running"].ShouldBe(true);

        (await demo.AskAsync()).ShouldBe("one");
    }

    [SkippableFact]
    public async Task Create_AfterAnInterruptedOne_ClearsWhatItLeft()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await server.RootAsync("mkdir -p /srv/demo/releases/20000101000000-half /srv/demo/sources; echo half | tee /srv/demo/sources/0123.tar.gz.new >/srv/demo/sources/4567.tar.gz.new; touch -d @0 /srv/demo/sources/0123.tar.gz.new");

        await demo.DeployAsync("one");

        demo.Kept.ShouldBe([demo.Live]);
        (await server.RootAsync("ls /srv/demo/releases /srv/demo/sources | grep 'half\\|new'")).ShouldBe("4567.tar.gz.new");
    }

    [SkippableFact]
    public async Task Create_DiskIsFull_SaysSoAndDeleteStillWorks()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await server.RootAsync("mkdir -p /srv/demo/sources; mount -t tmpfs -o size=64k tmpfs /srv/demo/sources");
        try
        {
            var noise = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(300_000));

            (await demo.FailureAsync(noise)).ShouldStartWith("INF5111: The server's disk is full");
        }
        finally
        {
            await server.RootAsync("umount /srv/demo/sources");
        }
    }

    [SkippableFact]
    public async Task Delete_Release_TakesEverythingAway()
    {
        server.Require();
        await using var demo = await DemoApplication.CreateAsync(server);
        await demo.DeployAsync("one");
        await demo.DeployAsync("two");

        await demo.DeleteAsync();

        (await server.RootAsync("find /srv /run/demo /run/infra-release-demo.lock /etc -name '*demo*' ! -path '/run/demo' ! -path /etc/demo ! -name demo@.service 2>/dev/null || true; systemctl list-units --all --plain --no-legend 'demo@*'")).ShouldBe("");
    }

    private static PropertyValue Step(string name, string run, params (string Name, PropertyValue Value)[] more) =>
        PropertyMap.From([new("name", name), new("run", run), .. Calls.Map(more)]);
}
