using System.Text.Json.Nodes;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

/// <summary>cost, and the end of preview: from the program through the engine and the state.</summary>
public sealed class CostCommandTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public CostCommandTests() => Declare(6);

    public void Dispose() => _workspace.Dispose();

    private void Declare(double price) => _workspace.Program = (_, program) => program.EnvironmentAsync("shop", ("Server", price, "USD", "a size"), ("Backups", price / 5, "USD", ""));

    [Fact]
    public async Task Cost_BeforeAndAfterAnUpdate_IsComparedWithTheState()
    {
        (await _workspace.RunAsync("cost", "-s", "dev")).ShouldSucceed().Out.ShouldContain("Total    7.20 USD  nothing runs now");
        (await _workspace.RunAsync("up", "-s", "dev", "--yes")).ShouldSucceed();
        (await _workspace.RunAsync("cost", "-s", "dev")).ShouldSucceed().Out.ShouldContain("Total    7.20 USD  as now");
        Declare(12);

        (await _workspace.RunAsync("cost", "-s", "dev")).ShouldSucceed().Out
            .ShouldContain("  ~ Server   12.00 USD  now 6.00 USD; a size\n  ~ Backups   2.40 USD  now 1.20 USD\n    Total    14.40 USD  7.20 USD more than now (7.20 USD)\n");
        (await _workspace.LoadAsync()).Resources.Single(resource => resource.Type == "infra:index:ProductionEnvironment").Outputs.ContainsKey("costLines").ShouldBeTrue();
    }

    [Fact]
    public async Task Cost_AsJson_HasTheSums()
    {
        (await _workspace.RunAsync("up", "-s", "dev", "--yes")).ShouldSucceed();
        Declare(12);

        var cost = JsonNode.Parse((await _workspace.RunAsync("cost", "-s", "dev", "--json")).ShouldSucceed().Out)!;

        ((decimal)cost["monthly"]!["USD"]!, (decimal)cost["now"]!["USD"]!, (decimal)cost["difference"]!["USD"]!).ShouldBe((14.4m, 7.2m, 7.2m));
        cost["lines"]!.AsArray().Sum(line => (decimal)line!["monthly"]!).ShouldBe(14.4m);
    }

    [Fact]
    public async Task Preview_OfAnUpdate_EndsWithTheCost()
    {
        (await _workspace.RunAsync("preview", "-s", "dev")).ShouldSucceed().Out.ShouldEndWith("    Total    7.20 USD  nothing runs now\n");
        (await _workspace.RunAsync("up", "-s", "dev", "--yes")).ShouldSucceed().Out.ShouldNotContain("Monthly cost");
        (await _workspace.RunAsync("destroy", "-s", "dev", "--preview-only")).ShouldSucceed().Out
            .ShouldEndWith("  - Backups  1.20 USD\n    Total    0.00 USD  7.20 USD less than now (7.20 USD)\n");
    }

    [Fact]
    public async Task Preview_AsJson_CarriesTheCostBesideTheOfficialMembers()
    {
        (await _workspace.RunAsync("up", "-s", "dev", "--yes")).ShouldSucceed();
        Declare(12);

        var document = JsonNode.Parse((await _workspace.RunAsync("preview", "-s", "dev", "--json")).ShouldSucceed().Out)!.AsObject();

        document["monthlyCost"]!.ToJsonString().ShouldBe(CostOf(JsonNode.Parse((await _workspace.RunAsync("cost", "-s", "dev", "--json")).ShouldSucceed().Out)!));
        ((decimal)document["monthlyCost"]!["difference"]!["USD"]!).ShouldBe(7.2m);
        document.ContainsKey("changeSummary").ShouldBeTrue();
    }

    [Fact]
    public async Task Preview_AsJson_OfAProgramWithoutCost_HasNoSuchMember()
    {
        _workspace.Program = (_, program) => program.ComponentAsync("web", []);

        JsonNode.Parse((await _workspace.RunAsync("preview", "-s", "dev", "--json")).ShouldSucceed().Out)!.AsObject().ContainsKey("monthlyCost").ShouldBeFalse();
    }

    private static string CostOf(JsonNode document)
    {
        document.AsObject().Remove("stack");
        return document.ToJsonString();
    }

    [Fact]
    public async Task Cost_OfAProgramWithoutOne_SaysSo()
    {
        _workspace.Program = (_, program) => program.ComponentAsync("web", []);

        (await _workspace.RunAsync("cost", "-s", "dev")).ShouldSucceed().Out.ShouldBe("The stack's program declares no cost.\n");
        (await _workspace.RunAsync("preview", "-s", "dev")).ShouldSucceed().Out.ShouldNotContain("Monthly cost");
    }

    [Fact]
    public async Task Cost_OfAProgramThatFails_SaysWhyAndFails()
    {
        _workspace.Program = async (_, program) =>
        {
            await program.ComponentAsync("web", []);
            await program.ComponentAsync("web", []);
        };

        var outcome = await _workspace.RunAsync("cost", "-s", "dev", "--json");

        outcome.Code.ShouldBe(1);
        outcome.Out.ShouldBeEmpty();
        outcome.Err.ShouldContain("web");
    }

    [Fact]
    public async Task Cost_OfAnUnknownStack_IsRefused() => (await _workspace.RunAsync("cost", "-s", "nowhere")).ShouldFail("INF2002", 6);
}
