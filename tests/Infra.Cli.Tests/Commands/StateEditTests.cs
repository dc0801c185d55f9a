using System.Text.Json.Nodes;
using Infra.Cli.Tests.Support;
using Infra.Engine.State;

namespace Infra.Cli.Tests.Commands;

public sealed class StateEditTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();
    private readonly HashSet<string> _kept = [];

    public void Dispose()
    {
        _workspace.Dispose();
        foreach (var file in _kept)
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>An editor that runs these lines on the file "$1"; the text it found stays in "seen".</summary>
    private void Editor(string lines, string variable = "EDITOR")
    {
        _workspace.Write("editor.sh", $"set -e\necho \"$1\" > '{_workspace.Directory}/name'\nstat -c %a \"$1\" > '{_workspace.Directory}/mode'\ncp \"$1\" '{_workspace.Directory}/seen'\n{lines}\n");
        _workspace.Variables[variable] = $"sh '{_workspace.Directory}/editor.sh'";
    }

    /// <summary>The file that still has the person's text.</summary>
    private string Kept()
    {
        var file = _workspace.Read("name").Trim();
        _kept.Add(file);
        return file;
    }

    private Task<CliOutcome> EditAsync() => _workspace.RunAsync("state", "edit", "-s", "dev", "--yes");

    /// <summary>Lines that put the state without that resource into the file.</summary>
    private async Task<string> TakeOutAsync(string urn)
    {
        var state = JsonNode.Parse((await _workspace.RunAsync("stack", "export", "-s", "dev")).ShouldSucceed().Out)!;
        var resources = state["deployment"]!["resources"]!.AsArray();
        resources.Remove(resources.Single(r => (string)r!["urn"]! == urn));
        _workspace.Write("without", state.ToJsonString());
        return $"cp '{_workspace.Path("without")}' \"$1\"";
    }

    [Fact]
    public async Task Edit_OfAResource_IsBroughtInAndTheStateBeforeIsKept()
    {
        await _workspace.SaveAsync(Shop.State);
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");
        Editor("sed -i 's|https://x/|https://y/|' \"$1\"");

        (await EditAsync()).ShouldSucceed().Out.ShouldBe("State edited\n");

        (await _workspace.LoadAsync()).StackOutputs["url"].ToString().ShouldContain("https://y/");
        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(Shop.State.Resources.Length);
        File.ReadAllText(Directory.EnumerateFiles(_workspace.Path(".pulumi/backups/demo/dev")).Single()).ShouldBe(before);
        Directory.EnumerateFiles(_workspace.Path(".pulumi/locks/organization/demo/dev")).ShouldBeEmpty();
        Directory.Exists(Path.GetDirectoryName(_workspace.Read("name").Trim())).ShouldBeFalse();
    }

    [Fact]
    public async Task Edit_OfAStateWithSecrets_ShowsAndKeepsThemEncrypted()
    {
        await _workspace.SaveAsync(Shop.State);
        Editor("sed -i 's|https://x/|https://y/|' \"$1\"");

        (await EditAsync()).ShouldSucceed();

        _workspace.Read("seen").ShouldContain("ciphertext");
        _workspace.Read("seen").ShouldNotContain("canary");
        _workspace.Read("mode").Trim().ShouldBe("600");
        (await _workspace.LoadAsync()).StackOutputs["password"].ShouldBe(Shop.Canary);
        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldNotContain("canary");
    }

    [Fact]
    public async Task Edit_WithPendingOperations_LeavesThemPending()
    {
        await _workspace.SaveAsync(Shop.State with { PendingOperations = [new PendingOperation(Shop.Thing(Shop.Report, "3"), PendingOperationType.Updating)] });
        Editor("sed -i 's|https://x/|https://y/|' \"$1\"");

        (await EditAsync()).ShouldSucceed();

        (await _workspace.LoadAsync()).PendingOperations.ShouldHaveSingleItem().Type.ShouldBe(PendingOperationType.Updating);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("touch \"$1\"")]
    [InlineData("sed -i 's/^    //' \"$1\"")]
    public async Task Edit_WithoutAChange_ChangesNothing(string lines)
    {
        await _workspace.SaveAsync(Shop.State);
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");
        Editor(lines);

        (await EditAsync()).ShouldSucceed().Err.ShouldContain("Nothing was changed.");

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(before);
        Directory.Exists(_workspace.Path(".pulumi/backups")).ShouldBeFalse();
        Directory.Exists(Path.GetDirectoryName(_workspace.Read("name").Trim())).ShouldBeFalse();
    }

    [Theory]
    [InlineData("echo '{ \"deployment' > \"$1\"", "INF2005")]
    [InlineData("echo '{}' > \"$1\"", "INF2005")]
    [InlineData("echo '{\"version\":3}' > \"$1\"", "INF2010")]
    [InlineData("echo '{\"version\":3,\"checkpoint\":{}}' > \"$1\"", "INF2010")]
    [InlineData(": > \"$1\"", "INF2005")]
    [InlineData("sed -i 's/urn:pulumi:dev::/urn:pulumi:other::/' \"$1\"", "INF2010")]
    [InlineData("sed -i 's/\"ciphertext\": \"v1:..../\"ciphertext\": \"v1:AAAA/' \"$1\"", "INF3003")]
    [InlineData("take out the database", "INF2010")]
    public async Task Edit_ThatLeavesNoValidState_IsRefusedAndTheTextKept(string lines, string code)
    {
        await _workspace.SaveAsync(Shop.State);
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");
        Editor((lines == "take out the database" ? await TakeOutAsync(Shop.Database) : lines) + $"\ncp \"$1\" '{_workspace.Directory}/written'");

        var outcome = (await EditAsync()).ShouldFail(code, 1);

        outcome.Err.ShouldContain($"infra stack import --file {Kept()}");
        File.ReadAllText(Kept()).ShouldBe(_workspace.Read("written"));
        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(before);
    }

    [Fact]
    public async Task Edit_WhileSomebodyElseChangesTheState_IsRefusedAndTheTextKept()
    {
        await _workspace.SaveAsync(Shop.State);
        var other = _workspace.Read(".pulumi/stacks/demo/dev.json").Replace("\"id\":\"3\"", "\"id\":\"4\"", StringComparison.Ordinal);
        _workspace.Write("other", other);
        Editor($"sed -i 's|https://x/|https://y/|' \"$1\"\ncp '{_workspace.Path("other")}' '{_workspace.State("dev")}'");

        (await EditAsync()).ShouldFail("INF7018", 1).Err.ShouldContain(Kept());

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(other);
        Directory.EnumerateFiles(_workspace.Path(".pulumi/locks/organization/demo/dev")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Edit_WithoutAnEditor_SaysSo() =>
        (await EditAsync()).ShouldFail("INF7025", 2).Err.ShouldContain("Neither VISUAL nor EDITOR is set");

    [Theory]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("exec no-such-editor", "exit code 127")]
    public async Task Edit_WithAnEditorThatFails_ChangesNothing(string lines, string detail)
    {
        await _workspace.SaveAsync(Shop.State);
        Editor(lines);

        (await EditAsync()).ShouldFail("INF7025", 1).Err.ShouldContain(detail);

        Directory.Exists(Path.GetDirectoryName(_workspace.Read("name").Trim())).ShouldBeFalse();
    }

    [Fact]
    public async Task Edit_WithBothEditors_TakesTheVisualOne()
    {
        await _workspace.SaveAsync(Shop.State);
        Editor("sed -i 's|https://x/|https://y/|' \"$1\"", "VISUAL");
        _workspace.Variables["EDITOR"] = "false";

        (await EditAsync()).ShouldSucceed().Out.ShouldBe("State edited\n");
    }

    [Theory]
    [InlineData("yes\n", 0)]
    [InlineData("no\n", 8)]
    public async Task Edit_AtATerminal_ShowsWhatDiffersAndAsks(string typed, int code)
    {
        await _workspace.SaveAsync(Shop.State);
        Editor(await TakeOutAsync(Shop.Report) + "\nsed -i 's|https://x/|https://y/|' \"$1\"");
        _workspace.Typed = typed;

        var outcome = await _workspace.RunAsync("state", "edit", "-s", "dev");

        outcome.Code.ShouldBe(code, outcome.Err);
        outcome.Out.ShouldContain($"  - {Shop.Report}\n  ~ {Shop.Stack}\n");
        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(code == 0 ? 5 : 6);
        if (code != 0)
        {
            outcome.Err.ShouldContain(Kept());
        }
    }

    [Fact]
    public async Task Edit_WithoutATerminal_NeedsAYes() =>
        (await _workspace.RunAsync("state", "edit", "-s", "dev")).ShouldFail("INF7003", 2);
}
