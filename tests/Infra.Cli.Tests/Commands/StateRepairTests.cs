using System.Text.Json.Nodes;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

public sealed class StateRepairTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Repair_OfAWrongOrder_SortsAndSaysSo()
    {
        await DamageAsync(resources =>
        {
            var report = resources[5]!.DeepClone();
            resources.RemoveAt(5);
            resources.Insert(0, report);
        });
        (await _workspace.RunAsync("stack", "output", "-s", "dev")).ShouldFail("INF2005", 1).Err.ShouldContain("infra state repair");

        var outcome = (await _workspace.RunAsync("state", "repair", "-s", "dev", "--yes")).ShouldSucceed();

        outcome.Out.ShouldContain($"put {Shop.Database} before {Shop.Report}");
        outcome.Out.ShouldEndWith("State repaired\n");
        (await _workspace.LoadAsync()).Resources.Select(r => r.Urn).ShouldBe([Shop.Stack, Shop.Provider, Shop.Database, Shop.Web, Shop.Page, Shop.Report], ignoreOrder: true);
        (await _workspace.RunAsync("state", "repair", "-s", "dev", "--yes")).ShouldSucceed().Out.ShouldBe("The state is valid; there is nothing to mend\n");
    }

    [Fact]
    public async Task Repair_OfReferencesToNothing_DropsThemAndRenamesChildren()
    {
        await DamageAsync(resources =>
        {
            resources.RemoveAt(4);
            resources.RemoveAt(2);
        });

        var outcome = (await _workspace.RunAsync("state", "repair", "-s", "dev", "--yes")).ShouldSucceed();

        outcome.Out.ShouldContain($"take the parent {Shop.Web}, which is not there, from {Shop.Page}");
        outcome.Out.ShouldContain($"drop the dependency of {Shop.Report} on {Shop.Database}");
        var state = await _workspace.LoadAsync();
        state.Resources.Select(r => r.Urn).ShouldBe([Shop.Stack, Shop.Provider, "urn:pulumi:dev::demo::test:index:Thing::page", Shop.Report]);
        state.Resources[3].Dependencies.ShouldBe(["urn:pulumi:dev::demo::test:index:Thing::page"]);
        state.Resources[3].PropertyDependencies["source"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Repair_OfACircle_IsRefusedAndNothingIsWritten()
    {
        await DamageAsync(resources => resources[4]!["dependencies"] = new JsonArray(Shop.Report));
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");

        (await _workspace.RunAsync("state", "repair", "-s", "dev", "--yes")).ShouldFail("INF2013", 1).Err.ShouldContain("in a circle");

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(before);
    }

    [Fact]
    public async Task Repair_WithoutTheProvider_IsRefused()
    {
        await DamageAsync(resources => resources.RemoveAt(1));

        (await _workspace.RunAsync("state", "repair", "-s", "dev", "--yes")).ShouldFail("INF2013", 1).Err.ShouldContain("provider");
    }

    [Fact]
    public async Task Repair_AtATerminal_AsksFirst()
    {
        await DamageAsync(resources => resources.RemoveAt(4));
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");
        (await _workspace.RunAsync("state", "repair", "-s", "dev")).ShouldFail("INF7003", 2);

        _workspace.Typed = "no\n";
        (await _workspace.RunAsync("state", "repair", "-s", "dev")).Code.ShouldBe(8);

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(before);
    }

    [Fact]
    public async Task Load_OfAManifestThatWasTamperedWith_IsRefused()
    {
        await _workspace.SaveAsync(Shop.State);
        _workspace.Write(".pulumi/stacks/demo/dev.json", _workspace.Read(".pulumi/stacks/demo/dev.json").Replace("\"version\":\"v0.1.0\"", "\"version\":\"v0.1.1\"", StringComparison.Ordinal));

        (await _workspace.RunAsync("stack", "output", "-s", "dev")).ShouldFail("INF2005", 1).Err.ShouldContain("manifest");
    }

    private async Task DamageAsync(Action<JsonArray> damage)
    {
        await _workspace.SaveAsync(Shop.State);
        var state = JsonNode.Parse(_workspace.Read(".pulumi/stacks/demo/dev.json"))!;
        damage(state["checkpoint"]!["latest"]!["resources"]!.AsArray());
        _workspace.Write(".pulumi/stacks/demo/dev.json", state.ToJsonString());
    }
}
