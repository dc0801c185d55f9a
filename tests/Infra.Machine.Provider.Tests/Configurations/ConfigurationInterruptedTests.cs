using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Ssh;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Configurations;

/// <summary>Runs that end in the middle, and what the next one makes of it.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConfigurationInterruptedTests(SharedServer server)
{
    private const string Unit =
        """
        [Service]
        RuntimeDirectory=infra-test
        ExecStart=/bin/sleep infinity
        ExecReload=/bin/sh -c 'cat /etc/infra-test.conf >/run/infra-test/read'

        """;

    [SkippableFact]
    public async Task Update_AfterAFailureBetweenFileAndReload_Reloads()
    {
        server.Require();
        await using var layer = new Layer(server, "pending");
        await layer.CreateAsync(Wanted("one", "true"));
        await Should.ThrowAsync<InitializationFailedException>(() => layer.UpdateAsync(Wanted("two", "false")));

        await layer.UpdateAsync(Wanted("two", "true"));

        (await server.RootAsync("cat /run/infra-test/read")).ShouldBe("two");
        await layer.UpdateAsync(Wanted("two", "true"));
        layer.Report.ShouldBe(["command between"]);
    }

    [SkippableFact]
    public async Task Apply_WhileACancelledRunGoesOn_WaitsForItsEnd()
    {
        server.Require();
        const string Journal = "/run/infra-journal";
        using var stop = new CancellationTokenSource();
        var first = ConfigurationScript.Apply(Commands($"echo begin >>{Journal}; sleep 2; echo end >>{Journal}"), null);
        var cancelled = server.Runner.RunAsync(server.ConnectionWith(), () => first, Patience.None, _ => stop.Cancel(), stop.Token);
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await Until.TrueAsync(async () => (await server.RootAsync($"cat {Journal} || true")).Length > 0, "the cancelled run has begun");

        await using var layer = new Layer(server, "turns");
        await layer.CreateAsync(("commands", Calls.Map(("work", Calls.Map(("run", $"echo next >>{Journal}"))))));

        (await server.RootAsync($"cat {Journal}; rm {Journal}")).ShouldBe("begin\nend\nnext");
    }

    [SkippableFact]
    public async Task Update_UserNoLongerDeclared_IsGoneEvenWithProcesses()
    {
        server.Require();
        await using var layer = new Layer(server, "users");
        await layer.CreateAsync(("users", Calls.Map(("infratest", Calls.Map(("system", true))), ("infrastays", Calls.Map(("system", true))))));
        await server.RootAsync("systemd-run --quiet -p User=infratest sleep infinity");

        await layer.UpdateAsync(("users", Calls.Map(("infrastays", Calls.Map(("system", true))))));

        (await server.RootAsync("getent passwd infratest infrastays | cut -d: -f1")).ShouldBe("infrastays");
        layer.Report.ShouldBe(["user infratest"]);
    }

    [SkippableFact]
    public async Task Life_TwoLayersShareUserAndDirectory_AtOnceAndTheLastTakesThemAway()
    {
        server.Require();
        await using var first = new Layer(server, "first");
        await using var second = new Layer(server, "second");
        (string, PropertyValue)[] wanted =
        [
            ("users", Calls.Map(("infratest", Calls.Map(("system", true))))),
            ("directories", Calls.Map(("/etc/infra-shared", Calls.Map(("owner", "infratest"))))),
        ];
        const string Look = "getent passwd infratest | cut -d: -f1; stat -c %U /etc/infra-shared 2>/dev/null || true";

        await Task.WhenAll(first.CreateAsync(wanted), second.CreateAsync([.. wanted, ("files", Calls.Map(("/etc/infra-shared/own", Calls.Map(("content", "x")))))]));

        (await first.DriftAsync()).Concat(await second.DriftAsync()).ShouldBeEmpty();
        await first.DeleteAsync();
        (await server.RootAsync(Look)).ShouldBe("infratest\ninfratest");
        await second.DeleteAsync();
        (await server.RootAsync(Look)).ShouldBe("");

        await Task.WhenAll(first.CreateAsync(wanted), second.CreateAsync(wanted));
        await Task.WhenAll(first.DeleteAsync(), second.DeleteAsync());
        (await server.RootAsync(Look)).ShouldBe("");
    }

    [SkippableFact]
    public async Task Create_TwoLayersWantTheSameUsersAtOnce_EachIsMadeOnce()
    {
        server.Require();
        await using var first = new Layer(server, "first");
        await using var second = new Layer(server, "second");
        var users = ("users", Calls.Map([.. Enumerable.Range(1, 8).Select(number => ($"infratest{number}", Calls.Map(("system", true))))]));

        await Task.WhenAll(first.CreateAsync(users), second.CreateAsync(users));

        // Made again, a user would have another number than the files that it was given in between.
        first.Report.Concat(second.Report).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 8).Select(number => $"user infratest{number}"));
        await Task.WhenAll(first.DeleteAsync(), second.DeleteAsync());
        (await server.RootAsync("grep -c ^infratest /etc/passwd || true")).ShouldBe("0");
    }

    [SkippableFact]
    public async Task Update_KeysNoLongerDeclared_LetNobodyIn()
    {
        server.Require();
        var key = OpenSshKey.Generate("infratest").PublicKey;
        await using var layer = new Layer(server, "keys");
        await layer.CreateAsync(("users", Calls.Map(("infratest", Calls.Map(("authorizedKeys", Calls.List(key)))))));

        await layer.UpdateAsync(("users", Calls.Map(("infratest", PropertyMap.Empty))));

        await server.RootAsync("test ! -e ~infratest/.ssh/authorized_keys");
        await layer.DeleteAsync();
        await server.RootAsync("rm -rf /home/infratest");
    }

    [SkippableFact]
    public async Task Update_ThingsNoLongerDeclared_AreUndone()
    {
        server.Require();
        await using var layer = new Layer(server, "forgotten");
        await layer.CreateAsync(
            ("files", Calls.Map(("/etc/infra-deep/er/file", Calls.Map(("content", "x"))), ("/etc/systemd/system/infra-test.service", Calls.Map(("content", Unit))))),
            ("links", Calls.Map(("/etc/infra-link", "x"))),
            ("directories", Calls.Map(("/srv/infra-test/inner", PropertyMap.Empty))),
            ("services", Calls.Map(("infra-test", Calls.Map(("enabled", false))))));

        await layer.UpdateAsync();

        (await server.RootAsync("find /etc /srv -name 'infra*'; systemctl show -p ActiveState --value infra-test")).ShouldBe("inactive");
    }

    private static (string Name, PropertyValue Value)[] Wanted(string settings, string between) =>
    [
        ("files", Calls.Map(("/etc/infra-test.conf", Calls.Map(("content", settings + "\n"))), ("/etc/systemd/system/infra-test.service", Calls.Map(("content", Unit))))),
        ("commands", Calls.Map(("between", Calls.Map(("run", between))))),
        ("services", Calls.Map(("infra-test", Calls.Map(("enabled", false), ("reloadOn", Calls.List("/etc/infra-test.conf")))))),
    ];

    private ConfigurationInputs Commands(string run) => ConfigurationInputs.Of(Calls.Map(
        ("connection", server.Connection), ("title", "turns"), ("commands", Calls.Map(("work", Calls.Map(("run", run)))))));
}
