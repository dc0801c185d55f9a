using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Configurations;

/// <summary>Guarded commands on a real server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConfigurationCommandsTests(SharedServer server)
{
    private const string Made = "/etc/infra-made";

    [SkippableFact]
    public async Task Read_CommandOfWhichTheTestFails_IsNamedAndUpdateRunsItAgain()
    {
        server.Require();
        await using var layer = new Layer(server, "command-drift");
        await layer.CreateAsync(Commands(("make it", Command($"echo made >>{Made}"))), ("files", Calls.Map(("/etc/infra-file", Calls.Map(("content", "x"))))));
        (await layer.DriftAsync()).ShouldBeEmpty();

        await server.RootAsync($"rm {Made}");
        (await layer.DriftAsync()).ShouldBe(["commands[\"make it\"].run"]);
        await layer.RestoreAsync();

        (await layer.DriftAsync()).ShouldBeEmpty();
        (await server.RootAsync($"cat {Made}")).ShouldBe("made");
    }

    [SkippableFact]
    public async Task Update_WithoutTheCommand_UndoesIt()
    {
        server.Require();
        await using var layer = new Layer(server, "command-undone");
        await layer.CreateAsync(Commands(("make it", Command($"touch {Made}")), ("stays", Calls.Map(("unless", "true"), ("run", "false"), ("undo", "touch /etc/infra-not")))));

        await layer.UpdateAsync(Commands(("stays", Calls.Map(("unless", "true"), ("run", "false")))));

        (await server.RootAsync($"ls {Made} /etc/infra-not 2>/dev/null || true")).ShouldBeEmpty();
        layer.Report.ShouldBe(["command make it"]);
    }

    [SkippableFact]
    public async Task Delete_OfDriftedCommands_UndoesThemBeforeTheirFilesGo()
    {
        server.Require();
        await using var layer = new Layer(server, "command-deleted");
        await layer.CreateAsync(
            ("files", Calls.Map(("/etc/infra-undo", Calls.Map(("content", $"rm -r {Made}\n"))))),
            Commands(("make it", Calls.Map(("unless", $"test -e {Made}/it"), ("run", $"mkdir {Made} && touch {Made}/it"), ("undo", "sh /etc/infra-undo")))));
        await server.RootAsync($"rm {Made}/it");
        (await layer.DriftAsync()).ShouldHaveSingleItem();

        await layer.DeleteAsync();

        (await server.RootAsync($"ls -d {Made} /etc/infra-undo 2>/dev/null || true")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Update_CommandAfterAFileThatGoes_FindsItAsItWas()
    {
        server.Require();
        await using var layer = new Layer(server, "command-before");
        await layer.CreateAsync(("files", Calls.Map(("/etc/infra-old", Calls.Map(("content", "old\n"))))));

        await layer.UpdateAsync(Commands(("keep it", Command($"cp \"$before/etc/infra-old\" {Made}"))));

        (await server.RootAsync($"cat {Made} && test ! -e /etc/infra-old")).ShouldBe("old");
    }

    [SkippableFact]
    public async Task Update_CommandFails_IsToBeTriedAgainWhateverIsWantedThen()
    {
        server.Require();
        await using var layer = new Layer(server, "command-failed");
        await layer.CreateAsync(Commands(("make it", Command($"touch {Made}"))));

        var failed = await Should.ThrowAsync<InitializationFailedException>(() => layer.UpdateAsync(Commands(("make it", Command($"touch {Made}")), ("fail", Calls.Map(("run", "exit 3"))))));

        failed.Id.ShouldNotBeEmpty();
        failed.Reasons.ShouldHaveSingleItem().ShouldStartWith("INF5201: ");
    }

    [SkippableFact]
    public async Task Create_CertificateThatIsRefused_HasACodeOfItsOwnAndIsKnownToBeTakenAway()
    {
        server.Require();
        await using var layer = new Layer(server, "command-certificate");

        var failed = await Should.ThrowAsync<InitializationFailedException>(() => layer.CreateAsync(
            ("files", Calls.Map(("/etc/infra-file", Calls.Map(("content", "x"))))),
            Commands(("certificate of shop.example.org", Calls.Map(("run", "echo 'Detail: too many certificates already issued' >&2; exit 1"))))));

        failed.Id.ShouldNotBeEmpty();
        failed.Reasons.ShouldHaveSingleItem().ShouldStartWith("INF5205: ");
        failed.Message.ShouldContain("Detail: too many certificates already issued");
    }

    private static (string, PropertyValue) Commands(params (string, PropertyValue)[] commands) => ("commands", Calls.Map(commands));

    private static PropertyMap Command(string run) => Calls.Map(("unless", $"test -e {Made}"), ("run", run), ("undo", $"rm -f {Made}"));
}
