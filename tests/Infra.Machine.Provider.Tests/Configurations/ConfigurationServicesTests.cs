using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Configurations;

/// <summary>Services, commands and ports on a real server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConfigurationServicesTests(SharedServer server)
{
    private const string Settings = "/etc/infra-test.conf";

    /// <summary>Its main process, and the settings it has read: at each start and at each reload.</summary>
    private const string Told = "systemctl show -p MainPID -p ActiveState infra-test; cat /run/infra-test/read";

    [SkippableFact]
    public async Task Update_SettingsThatReload_ReloadItAndDoNotRestart()
    {
        server.Require();
        await using var layer = new Layer(server, "reload");
        await layer.CreateAsync(Wanted("one"));
        var before = await server.RootAsync(Told);
        (await layer.DriftAsync()).ShouldBeEmpty();

        await layer.UpdateAsync(Wanted("two"));

        (await server.RootAsync(Told)).ShouldBe(before + "\nreload two");
        layer.Report.ShouldBe([$"file {Settings}", "service infra-test"]);
    }

    [SkippableFact]
    public async Task Update_UnitThatRestarts_RestartsIt()
    {
        server.Require();
        await using var layer = new Layer(server, "restart");
        await layer.CreateAsync(Wanted("one"));
        var before = await server.RootAsync(Told);

        await layer.UpdateAsync(Wanted("one", description: "another"));

        var after = await server.RootAsync(Told);
        after.ShouldNotBe(before);
        after.ShouldEndWith("start one");
        (await server.RootAsync("systemctl show -p Description --value infra-test")).ShouldBe("another");
    }

    [SkippableFact]
    public async Task Update_CheckFails_PutsTheFilesBackAndTheServiceRunsOn()
    {
        server.Require();
        await using var layer = new Layer(server, "check");
        await layer.CreateAsync(Wanted("one"));
        var before = await server.RootAsync(Told);

        var refused = await Should.ThrowAsync<ProviderException>(() => layer.UpdateAsync(Wanted("bad", description: "another", more: "/etc/infra-more")));

        refused.Message.ShouldStartWith("INF5201");
        refused.Message.ShouldContain("the check of infra-test");
        refused.Message.ShouldContain("line 1: bad setting");
        (await server.RootAsync($"{Told}; cat {Settings}; ls /etc/infra-more 2>/dev/null || true")).ShouldBe(before + "\none");
        (await layer.DriftAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Read_StoppedAndDisabledService_IsNamedAndUpdateStartsIt()
    {
        server.Require();
        await using var layer = new Layer(server, "stopped");
        await layer.CreateAsync(Wanted("one"));
        await server.RootAsync("systemctl --quiet disable --now infra-test");

        (await layer.DriftAsync()).ShouldBe(["services.infra-test.enabled", "services.infra-test.running"]);
        await layer.RestoreAsync();

        (await layer.DriftAsync()).ShouldBeEmpty();
        (await server.RootAsync("systemctl is-enabled infra-test; systemctl is-active infra-test")).ShouldBe("enabled\nactive");
    }

    [SkippableFact]
    public async Task Read_SystemdDoesNotAnswer_IsAnErrorAndNoDrift()
    {
        server.Require();
        await using var layer = new Layer(server, "silent");
        await layer.CreateAsync(Wanted("one"));
        const string Broken = "/usr/local/sbin/systemctl";
        await server.RootAsync($"printf '#!/bin/sh\necho no bus >&2\nexit 1\n' >{Broken}; chmod +x {Broken}");
        try
        {
            var failed = await Should.ThrowAsync<ProviderException>(layer.DriftAsync);

            failed.Message.ShouldContain("at: systemctl show");
            failed.Message.ShouldContain("no bus");
        }
        finally
        {
            await server.RootAsync($"rm {Broken}");
        }
    }

    [SkippableFact]
    public async Task Delete_Service_StopsItAndTakesItAway()
    {
        server.Require();
        await using var layer = new Layer(server, "gone");
        await layer.CreateAsync(Wanted("one"));

        await layer.DeleteAsync();

        (await server.RootAsync("systemctl show -p LoadState -p ActiveState infra-test; find /etc -name '*infra-test*'")).ShouldBe("LoadState=not-found\nActiveState=inactive");
    }

    [SkippableFact]
    public async Task Delete_ServiceThatRanBefore_RunsOnWithItsOldFiles()
    {
        server.Require();
        await using var owner = new Layer(server, "owner");
        await owner.CreateAsync(Wanted("one"));
        var before = await server.RootAsync(Told);
        await using var guest = new Layer(server, "guest");
        await guest.CreateAsync(("files", Calls.Map((Settings, File("two\n")))), Wanted("two")[1]);

        await guest.DeleteAsync();

        (await server.RootAsync(Told)).ShouldBe(before + "\nreload two\nreload one");
    }

    [SkippableFact]
    public async Task Create_ServiceThatCannotStart_SaysItsLastWords()
    {
        server.Require();
        await using var layer = new Layer(server, "broken");

        var broken = await Should.ThrowAsync<ProviderException>(() => layer.CreateAsync(
            ("files", Calls.Map(("/etc/systemd/system/infra-test.service", File("[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo my last words; exit 3'\n")))),
            ("services", Calls.Map(("infra-test", Calls.Map(("enabled", false)))))));

        broken.Message.ShouldContain("at: starting infra-test");
        broken.Message.ShouldContain("my last words");
    }

    [SkippableFact]
    public async Task Create_CommandFails_SaysWhichAndItsLastLines()
    {
        server.Require();
        await using var layer = new Layer(server, "command");

        var failed = await Should.ThrowAsync<InitializationFailedException>(() => layer.CreateAsync(
            ("commands", Calls.Map(("count to 50", Calls.Map(("run", "seq 50; echo no further >&2; exit 3"))), ("no more", Calls.Map(("run", "touch /etc/infra-more")))))));

        failed.Message.ShouldStartWith("INF5201: The layer could not be brought about");
        failed.Message.ShouldContain("layer 'command', at: count to 50");
        failed.Message.ShouldContain("    50\n    no further\n");
        failed.Message.ShouldNotContain("    31\n");
        await server.RootAsync("test ! -e /etc/infra-more");
    }

    [SkippableFact]
    public async Task Create_CommandThatReadsItsInput_DoesNotEatTheScript()
    {
        server.Require();
        await using var layer = new Layer(server, "input");

        await layer.CreateAsync(("commands", Calls.Map(("reads", Calls.Map(("run", "cat"), ("unless", "cat; exit 1"))), ("then", Calls.Map(("run", "touch /run/infra-then"))))));

        await server.RootAsync("rm /run/infra-then");
        layer.Report.ShouldBe(["command reads", "command then"]);
    }

    [SkippableFact]
    public async Task Create_PortsListened_AreWaitedForAndSilentOnesTold()
    {
        server.Require();
        await using var layer = new Layer(server, "ports");

        await layer.CreateAsync(("listens", PropertyValue.Array(Calls.Map(("port", 22)))));

        (await Should.ThrowAsync<ProviderException>(() => layer.UpdateAsync(("listens", PropertyValue.Array(Calls.Map(("port", 9))))))).Message.ShouldContain("nothing listens at port 9");
    }

    [SkippableFact]
    public async Task Create_PortOfAnotherService_IsRefusedByNameBeforeAnythingChanges()
    {
        server.Require();
        await using var layer = new Layer(server, "taken");
        var listens = ("listens", (PropertyValue)PropertyValue.Array(Calls.Map(("port", 22))));

        var failed = await Should.ThrowAsync<ProviderException>(() => layer.CreateAsync([.. Wanted("good"), listens]));

        failed.Message.ShouldStartWith("INF5204: A port that the layer needs is in use");
        failed.Message.ShouldContain("ssh.service) listens at port 22 already");
        (await server.RootAsync($"test -e {Settings} && echo changed || echo untouched")).ShouldBe("untouched");
        await layer.CreateAsync(("services", Calls.Map(("ssh", PropertyMap.Empty))), listens);
    }

    private static (string Name, PropertyValue Value)[] Wanted(string settings, string description = "one", string? more = null)
    {
        var files = Calls.Map((Settings, File(settings + "\n")), ("/etc/systemd/system/infra-test.service", File(Unit(description))));
        (string, PropertyValue)[] wanted =
        [
            ("files", more is null ? files : files.With(more, File("more\n"))),
            ("services", Calls.Map(("infra-test", Calls.Map(
                ("check", $"! grep -n bad {Settings} | sed 's/^1:bad/line 1: bad setting/' | grep ."),
                ("reloadOn", Calls.List(Settings)),
                ("restartOn", Calls.List("/etc/systemd/system/infra-test*")))))),
        ];
        return wanted;
    }

    private static PropertyMap File(string content) => Calls.Map(("content", content));

    private static string Unit(string description) =>
        $"""
        [Unit]
        Description={description}
        [Service]
        RuntimeDirectory=infra-test
        ExecStartPre=/bin/sh -c 'echo start $$(cat {Settings}) >/run/infra-test/read'
        ExecStart=/bin/sleep infinity
        ExecReload=/bin/sh -c 'echo reload $$(cat {Settings}) >>/run/infra-test/read'
        [Install]
        WantedBy=multi-user.target

        """;
}
