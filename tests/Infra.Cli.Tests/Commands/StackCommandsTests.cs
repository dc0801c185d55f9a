using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Tests.Support;
using Infra.Engine.State;

namespace Infra.Cli.Tests.Commands;

public sealed class StackCommandsTests : IDisposable
{
    private readonly CliWorkspace _workspace = new("config:\n  demo:size: 3\n");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Rename_OfAStack_TakesEverythingAlong()
    {
        await _workspace.SaveAsync(Shop.State);
        await AddHistoryAsync("update");
        (await _workspace.RunAsync("stack", "tag", "set", "owner", "ada", "-s", "dev")).ShouldSucceed();

        (await _workspace.RunAsync("stack", "rename", "prod", "-s", "dev")).ShouldSucceed().Out.ShouldBe("Renamed dev to prod\n");

        _workspace.Backend.List().Select(s => s.Name).ShouldBe(["prod"]);
        var text = _workspace.Read(".pulumi/stacks/demo/prod.json");
        text.ShouldContain("\"stack\":\"organization/demo/prod\"");
        text.ShouldContain("urn:pulumi:prod::demo::pulumi:pulumi:Stack::demo-prod");
        text.ShouldNotContain("urn:pulumi:dev::");
        text.ShouldNotContain("demo-dev");
        File.Exists(_workspace.State("dev") + ".bak").ShouldBeTrue();
        File.Exists(_workspace.Path("Pulumi.dev.yaml")).ShouldBeFalse();
        _workspace.Read("Pulumi.prod.yaml").ShouldContain("demo:size: 3");
        (await _workspace.RunAsync("stack", "--show-name")).ShouldSucceed().Out.ShouldBe("prod\n");
        (await _workspace.RunAsync("stack", "tag", "get", "owner")).ShouldSucceed().Out.ShouldBe("ada\n");
        (await _workspace.RunAsync("stack", "history", "--json")).ShouldSucceed().Out.ShouldContain("\"kind\": \"update\"");
        Directory.EnumerateFiles(_workspace.Path(".pulumi/backups/demo/prod")).ShouldHaveSingleItem();
        (await _workspace.RunAsync("stack", "output", "password", "--show-secrets")).ShouldSucceed().Out.ShouldBe("canary\n");
    }

    [Fact]
    public async Task Rename_ToAStackThatIsThere_IsRefused()
    {
        await _workspace.SaveAsync(Shop.State);
        _workspace.Backend.Create("prod");

        (await _workspace.RunAsync("stack", "rename", "prod", "-s", "dev")).ShouldFail("INF2003", 1);
        (await _workspace.RunAsync("stack", "rename", "dev", "-s", "dev")).ShouldFail("INF7004", 2);
        (await _workspace.RunAsync("stack", "rename", "acme/demo/prod", "-s", "dev")).ShouldFail("INF1008", 2);

        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(Shop.State.Resources.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rename_AfterOneThatWasKilled_GoesOnFromThere(bool fileWasMoved)
    {
        await _workspace.SaveAsync(Shop.State);
        await AddHistoryAsync("update");
        await Should.ThrowAsync<OperationCanceledException>(() => _workspace.Backend.RenameAsync("dev", new StackReference("demo", "prod"), _workspace.Secrets, Killed, CancellationToken.None));
        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(Shop.State.Resources.Length);

        (await _workspace.RunAsync("stack", "rename", "prod", "-s", "dev")).ShouldSucceed();

        _workspace.Backend.List().Select(s => s.Name).ShouldBe(["prod"]);
        _workspace.Backend.History("prod").Count.ShouldBe(1);
        File.Exists(_workspace.Path("Pulumi.prod.yaml")).ShouldBeTrue();

        void Killed()
        {
            if (fileWasMoved)
            {
                File.Move(_workspace.Path("Pulumi.dev.yaml"), _workspace.Path("Pulumi.prod.yaml"));
            }

            throw new OperationCanceledException();
        }
    }

    [Fact]
    public async Task Rename_ToAnotherProject_RewritesItsUrns()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("stack", "rename", "organization/shop/dev", "-s", "dev")).ShouldSucceed();

        _workspace.Read(".pulumi/stacks/shop/dev.json").ShouldContain("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
        _workspace.Backend.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Stack_NamedInFull_IsOfThisProjectOnly()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("stack", "--show-name", "-s", "organization/demo/dev")).ShouldSucceed().Out.ShouldBe("dev\n");
        (await _workspace.RunAsync("stack", "rm", "organization/other/dev", "--yes", "--force")).ShouldFail("INF7006", 6);

        _workspace.Backend.Exists("dev").ShouldBeTrue();
    }

    [Fact]
    public async Task Tag_SetGetListRemove_KeepTheOfficialFile()
    {
        (await _workspace.RunAsync("stack", "tag", "set", "owner", "ada <ada@example.invalid>", "-s", "dev")).ShouldSucceed();
        (await _workspace.RunAsync("stack", "tag", "set", "cost", "12", "-s", "dev")).ShouldSucceed();

        _workspace.Read(".pulumi/stacks/demo/dev.pulumi-tags").ShouldBe("{\n    \"version\": 1,\n    \"tags\": {\n        \"cost\": \"12\",\n        \"owner\": \"ada <ada@example.invalid>\"\n    }\n}");
        (await _workspace.RunAsync("stack", "tag", "ls", "-s", "dev")).ShouldSucceed().Out.ShouldBe("NAME   VALUE\ncost   12\nowner  ada <ada@example.invalid>\n");
        JsonNode.Parse((await _workspace.RunAsync("stack", "tag", "ls", "--json", "-s", "dev")).ShouldSucceed().Out)!["cost"]!.GetValue<string>().ShouldBe("12");
        (await _workspace.RunAsync("stack", "tag", "rm", "cost", "-s", "dev")).ShouldSucceed();
        (await _workspace.RunAsync("stack", "tag", "get", "cost", "-s", "dev")).ShouldFail("INF7009", 1);
        (await _workspace.RunAsync("stack", "tag", "get", "ownr", "-s", "dev")).ShouldFail("INF7009", 1).Err.ShouldContain("Did you mean 'owner'?");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"version\":2,\"tags\":{}}")]
    [InlineData("{\"version\":1,\"tags\":[]}")]
    [InlineData("[]")]
    [InlineData("{\"version\":1,\"tags\":{\"a\":1}}")]
    public async Task Tag_OfADamagedFile_IsRefusedAndTheFileKept(string content)
    {
        _workspace.Write(".pulumi/stacks/demo/dev.pulumi-tags", content);

        (await _workspace.RunAsync("stack", "tag", "set", "a", "b", "-s", "dev")).ShouldFail("INF2014", 1);

        _workspace.Read(".pulumi/stacks/demo/dev.pulumi-tags").ShouldBe(content);
    }

    [Fact]
    public async Task Remove_OfAStackWithTags_RemovesThem()
    {
        (await _workspace.RunAsync("stack", "tag", "set", "owner", "ada", "-s", "dev")).ShouldSucceed();

        (await _workspace.RunAsync("stack", "rm", "dev", "--yes")).ShouldSucceed();

        File.Exists(_workspace.Path(".pulumi/stacks/demo/dev.pulumi-tags")).ShouldBeFalse();
    }

    [Fact]
    public async Task Graph_OfAStack_IsDot()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("stack", "graph", "graph.dot", "-s", "dev")).ShouldSucceed();
        _workspace.Read("graph.dot").ShouldMatchGolden("stack-graph");

        (await _workspace.RunAsync("stack", "graph", "-s", "dev", "--short-node-name", "--ignore-parent-edges", "--dependency-edge-color", "red", "--dot-fragment", "rankdir=LR;")).ShouldSucceed()
            .Out.ShouldMatchGolden("stack-graph-short");
        (await _workspace.RunAsync("stack", "graph", "-s", "dev", "--ignore-dependency-edges", "--parent-edge-color", "blue")).ShouldSucceed().Out.ShouldNotContain("label = ");
    }

    [Fact]
    public async Task History_OfManyOperations_IsPagedNewestFirst()
    {
        await _workspace.SaveAsync(Shop.State);
        for (var i = 1; i <= 12; i++)
        {
            await AddHistoryAsync($"update{i}");
        }

        var first = JsonNode.Parse((await _workspace.RunAsync("stack", "history", "-s", "dev", "--json")).ShouldSucceed().Out)!.AsArray();
        first.Count.ShouldBe(10);
        first[0]!["version"]!.GetValue<int>().ShouldBe(12);
        first[0]!["kind"]!.GetValue<string>().ShouldBe("update12");
        JsonNode.Parse((await _workspace.RunAsync("stack", "history", "-s", "dev", "--json", "--page", "2")).ShouldSucceed().Out)!.AsArray().Count.ShouldBe(2);
        (await _workspace.RunAsync("stack", "history", "-s", "dev", "--page", "9")).ShouldSucceed().Out.ShouldBe("There is nothing on page 9.\n");
        (await _workspace.RunAsync("stack", "history", "-s", "dev", "--page", "0")).ShouldFail("INF7004", 2);
        (await _workspace.RunAsync("stack", "history", "-s", "dev", "--page-size", "1", "--full-dates")).ShouldSucceed().Out
            .ShouldBe("12  update12 succeeded, 2026-01-02T03:16:05.000Z, 0.0s\n    why\n    2 create\n");
    }

    [Fact]
    public async Task History_WrittenByTheOfficialCli_IsShownWhole()
    {
        await _workspace.SaveAsync(Shop.State);
        var cipher = (await _workspace.Secrets.OpenAsync(CancellationToken.None)).Encrypt("canary");
        _workspace.Write(
            ".pulumi/history/demo/dev/dev-1767323045000000000.history.json",
            $$$"""{"kind":"update","startTime":1767323000,"message":"go","environment":{"git.head":"abc"},"config":{"demo:plain":"x","demo:list":[1,2],"demo:pw":{"secure":"{{{cipher}}}"},"demo:old":{"secure":"v1:AAAA:BBBB"}},"version":0,"result":"failed","endTime":1767323045,"resourceChanges":{"create":1}}""");

        var hidden = (await _workspace.RunAsync("stack", "history", "-s", "dev", "--json")).ShouldSucceed().Out;
        hidden.ShouldNotContain("canary");
        var shown = JsonNode.Parse((await _workspace.RunAsync("stack", "history", "-s", "dev", "--json", "--show-secrets")).ShouldSucceed().Out)![0]!;

        shown["environment"]!["git.head"]!.GetValue<string>().ShouldBe("abc");
        shown["result"]!.GetValue<string>().ShouldBe("failed");
        shown["config"]!["demo:plain"]!.ToJsonString().ShouldBe("""{"value":"x","secret":false}""");
        shown["config"]!["demo:list"]!.ToJsonString().ShouldBe("""{"value":"[1,2]","objectValue":[1,2],"secret":false}""");
        shown["config"]!["demo:pw"]!.ToJsonString().ShouldBe("""{"value":"canary","secret":true}""");
        shown["config"]!["demo:old"]!.ToJsonString().ShouldBe("""{"value":"ERROR_UNABLE_TO_DECRYPT","secret":true}""");
        (await _workspace.RunAsync("stack", "history", "-s", "dev")).ShouldSucceed().Out.ShouldContain("    git.head: abc\n");
    }

    [Fact]
    public async Task Export_OfAVersion_IsTheStateThen()
    {
        await _workspace.SaveAsync(Shop.State);
        await AddHistoryAsync("update");
        await _workspace.SaveAsync(Snapshot.Empty);
        await AddHistoryAsync("destroy");

        JsonNode.Parse((await _workspace.RunAsync("stack", "export", "-s", "dev", "--version", "1")).ShouldSucceed().Out)!["deployment"]!["resources"]!.AsArray().Count.ShouldBe(6);
        JsonNode.Parse((await _workspace.RunAsync("stack", "export", "-s", "dev", "--version", "2")).ShouldSucceed().Out)!["deployment"]!.AsObject().ContainsKey("resources").ShouldBeFalse();
        (await _workspace.RunAsync("stack", "export", "-s", "dev", "--version", "3")).ShouldFail("INF2015", 2);
        (await _workspace.RunAsync("stack", "export", "-s", "dev", "--version", "0")).ShouldFail("INF2015", 2);
    }

    [Fact]
    public async Task Import_OfAnExport_PutsTheStateBack()
    {
        await _workspace.SaveAsync(Shop.State);
        (await _workspace.RunAsync("stack", "export", "-s", "dev", "--file", "state.json")).ShouldSucceed();
        _workspace.Read("state.json").ShouldNotContain("canary");
        await _workspace.SaveAsync(Snapshot.Empty);

        (await _workspace.RunAsync("stack", "import", "-s", "dev", "--file", "state.json")).ShouldSucceed().Out.ShouldBe("Import complete.\n");
        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(6);

        _workspace.Write("state.json", _workspace.Read("state.json").Replace("urn:pulumi:dev::", "urn:pulumi:prod::", StringComparison.Ordinal));
        (await _workspace.RunAsync("stack", "import", "-s", "dev", "--file", "state.json")).ShouldFail("INF2010", 1);
        (await _workspace.RunAsync("stack", "import", "-s", "dev", "--file", "state.json", "--force")).ShouldSucceed();
    }

    [Fact]
    public async Task Output_InEachForm_HidesSecretsUnlessAsked()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("stack", "output", "-s", "dev")).ShouldSucceed().Out.ShouldBe("OUTPUT    VALUE\npassword  [secret]\nports     [80,443]\nurl       https://x/\n");
        (await _workspace.RunAsync("stack", "output", "-s", "dev", "--shell", "--show-secrets")).ShouldSucceed().Out.ShouldBe("password='canary'\nports='[80,443]'\nurl='https://x/'\n");
        (await _workspace.RunAsync("stack", "output", "-s", "dev", "--json")).ShouldSucceed().Out.ShouldNotContain("canary");
        (await _workspace.RunAsync("stack", "output", "urk", "-s", "dev")).ShouldFail("INF7009", 1).Err.ShouldContain("'url'");
    }

    [Fact]
    public async Task Unselect_OfTheSelectedStack_LeavesNone()
    {
        (await _workspace.RunAsync("stack", "select", "dev")).ShouldSucceed();
        (await _workspace.RunAsync("stack", "unselect")).ShouldSucceed();

        (await _workspace.RunAsync("stack", "--show-name")).ShouldFail("INF7005", 6);
    }

    private async Task AddHistoryAsync(string kind)
    {
        _workspace.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var store = _workspace.Backend.OpenStack("dev", _workspace.Secrets, write: true);
        var now = _workspace.Clock.GetUtcNow();
        await store.AddHistoryAsync(new UpdateRecord(kind, now, now, "why", Succeeded: true, ImmutableSortedDictionary<string, int>.Empty.Add("create", 2)), CancellationToken.None);
    }
}
