using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

public sealed class StateCommandsTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Delete_OfAResource_TakesItOutAndKeepsABackup()
    {
        await _workspace.SaveAsync(Shop.State);
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");

        var outcome = (await _workspace.RunAsync("state", "delete", Shop.Report, "--stack", "dev", "--yes")).ShouldSucceed();

        outcome.Out.ShouldBe("Resource deleted\n");
        (await UrnsAsync()).ShouldNotContain(Shop.Report);
        (await UrnsAsync()).Count.ShouldBe(5);
        File.ReadAllText(Directory.EnumerateFiles(_workspace.Path(".pulumi/backups/demo/dev")).Single()).ShouldBe(before);
        Directory.EnumerateFiles(_workspace.Path(".pulumi/locks/organization/demo/dev")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_OfWhatOthersDependOn_IsRefusedUnlessTheyGoToo()
    {
        await _workspace.SaveAsync(Shop.State);

        var refused = (await _workspace.RunAsync("state", "delete", Shop.Page, "-s", "dev", "--yes")).ShouldFail("INF2012", 1);
        refused.Err.ShouldContain(Shop.Report);
        (await UrnsAsync()).Count.ShouldBe(6);

        (await _workspace.RunAsync("state", "delete", Shop.Page, "-s", "dev", "--yes", "--target-dependents")).ShouldSucceed().Out.ShouldBe("2 resources deleted\n");
        (await UrnsAsync()).ShouldBe([Shop.Stack, Shop.Provider, Shop.Web, Shop.Database]);
    }

    [Fact]
    public async Task Delete_OfAProtectedResource_NeedsForce()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "delete", Shop.Database, Shop.Report, "-s", "dev", "--yes")).ShouldFail("INF2012", 1).Err.ShouldContain("--force");
        (await UrnsAsync()).Count.ShouldBe(6);

        (await _workspace.RunAsync("state", "delete", Shop.Database, Shop.Report, "-s", "dev", "--yes", "--force")).ShouldSucceed();
        (await UrnsAsync()).ShouldBe([Shop.Stack, Shop.Provider, Shop.Web, Shop.Page]);
    }

    [Fact]
    public async Task Delete_OfAProvider_TakesItsResourcesAsDependents()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "delete", Shop.Provider, "-s", "dev", "--yes")).ShouldFail("INF2012", 1);
        (await _workspace.RunAsync("state", "delete", Shop.Provider, "-s", "dev", "--yes", "--target-dependents", "--force")).ShouldSucceed();

        (await UrnsAsync()).ShouldBe([Shop.Stack, Shop.Web]);
    }

    [Fact]
    public async Task Delete_OfAll_LeavesAnEmptyState()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "delete", "--all", Shop.Page, "-s", "dev", "--yes")).ShouldFail("INF7004", 2);
        (await _workspace.RunAsync("state", "delete", "--all", "-s", "dev", "--yes", "--force")).ShouldSucceed();

        (await UrnsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_OfNamesTheStateLacks_SaysWhatWasMeantForEach()
    {
        await _workspace.SaveAsync(Shop.State);

        var outcome = (await _workspace.RunAsync("state", "delete", "page", Shop.Database + "s", "-s", "dev", "--yes")).ShouldFail("INF2011", 2);

        outcome.Err.ShouldContain($"There is no 'page'. Did you mean '{Shop.Page}'?");
        outcome.Err.ShouldContain($"Did you mean '{Shop.Database}'?");
    }

    [Fact]
    public async Task Delete_WithoutATerminal_NeedsAUrnAndAYes()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "delete", "-s", "dev", "--yes")).ShouldFail("INF7017", 2);
        (await _workspace.RunAsync("state", "delete", Shop.Report, "-s", "dev")).ShouldFail("INF7003", 2);

        (await UrnsAsync()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Delete_AtATerminal_LetsOneChooseAndAsks()
    {
        await _workspace.SaveAsync(Shop.State);
        _workspace.Typed = "6\nno\n";

        (await _workspace.RunAsync("state", "delete", "-s", "dev")).Code.ShouldBe(8);
        (await UrnsAsync()).Count.ShouldBe(6);

        _workspace.Typed = "9\n6\nyes\n";
        (await _workspace.RunAsync("state", "delete", "-s", "dev")).ShouldSucceed().Out.ShouldContain($"  - {Shop.Report}\n");
        (await UrnsAsync()).ShouldNotContain(Shop.Report);
    }

    [Fact]
    public async Task Delete_OfAReplacedResource_NeedsAChoiceAndLeavesItsReplacement()
    {
        var old = Shop.Thing(Shop.Page, "0") with { Parent = Shop.Web, Delete = true };
        await _workspace.SaveAsync(Shop.State with { Resources = Shop.State.Resources.Add(old) });

        (await _workspace.RunAsync("state", "delete", Shop.Page, "-s", "dev", "--yes")).ShouldFail("INF2012", 2).Err.ShouldContain("waiting to be deleted");
        _workspace.Typed = "7\n";
        (await _workspace.RunAsync("state", "delete", "-s", "dev", "--yes")).ShouldSucceed();

        (await _workspace.LoadAsync()).Resources.Single(r => r.Urn == Shop.Page).Id.ShouldBe("1");
    }

    [Fact]
    public async Task Delete_WhileAnotherHoldsTheLock_IsRefused()
    {
        await _workspace.SaveAsync(Shop.State);
        await using var other = _workspace.Backend.OpenStack("dev", _workspace.Secrets, write: true);

        (await _workspace.RunAsync("state", "delete", Shop.Report, "-s", "dev", "--yes")).ShouldFail("INF2004", 1);
    }

    [Fact]
    public async Task Protect_AndUnprotect_MarkTheNamedOnesOrAll()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "protect", Shop.Page, Shop.Report, "-s", "dev", "--yes")).ShouldSucceed().Out.ShouldBe("2 resources protected\n");
        (await ProtectedAsync()).ShouldBe([Shop.Page, Shop.Database, Shop.Report]);
        (await _workspace.RunAsync("state", "unprotect", Shop.Page, "-s", "dev", "--yes")).ShouldSucceed().Out.ShouldBe("1 resource unprotected\n");
        (await ProtectedAsync()).ShouldBe([Shop.Database, Shop.Report]);
        (await _workspace.RunAsync("state", "unprotect", "--all", "-s", "dev", "--yes")).ShouldSucceed();
        (await ProtectedAsync()).ShouldBeEmpty();
        (await _workspace.RunAsync("state", "unprotect", "--all", "-s", "dev", "--yes")).ShouldSucceed().Out.ShouldBe("Nothing to change\n");
    }

    [Fact]
    public async Task Taint_OfAResource_IsAFeatureOfTheFileAndUntaintTakesItBack()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "taint", Shop.Page, "-s", "dev", "--yes")).ShouldSucceed();

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldStartWith("""{"version":4,"features":["taint"],""");
        (await _workspace.LoadAsync()).Resources.Single(r => r.Taint).Urn.ShouldBe(Shop.Page);
        (await _workspace.RunAsync("state", "untaint", Shop.Page, "-s", "dev", "--yes")).ShouldSucceed();
        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldStartWith("""{"version":3,""");
        (await _workspace.RunAsync("state", "taint", Shop.Stack, "-s", "dev", "--yes")).ShouldFail("INF2012", 1);
    }

    [Fact]
    public async Task Rename_OfAResource_CarriesEveryReference()
    {
        await _workspace.SaveAsync(Shop.State);
        var renamed = Shop.Database[..^2] + "ledger";

        (await _workspace.RunAsync("state", "rename", Shop.Database, "ledger", "-s", "dev", "--yes")).ShouldSucceed().Out.ShouldBe("Resource renamed\n");

        var report = (await _workspace.LoadAsync()).Resources.Single(r => r.Urn == Shop.Report);
        report.Dependencies.ShouldBe([renamed, Shop.Page]);
        report.PropertyDependencies["source"].ShouldBe([renamed]);
        (await UrnsAsync()).ShouldContain(renamed);
    }

    [Fact]
    public async Task Rename_OfAProvider_CarriesItsReferences()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "rename", Shop.Provider, "mine", "-s", "dev", "--yes")).ShouldSucceed();

        (await _workspace.LoadAsync()).Resources.Where(r => r.Provider.Length > 0).Select(r => r.Provider).Distinct()
            .ShouldBe(["urn:pulumi:dev::demo::pulumi:providers:test::mine::p1"]);
    }

    [Theory]
    [InlineData(Shop.Database, "report")]
    [InlineData(Shop.Database, "")]
    [InlineData(Shop.Database, Shop.Report)]
    [InlineData(Shop.Stack, "other")]
    public async Task Rename_ToWhatCannotBe_IsRefused(string urn, string name)
    {
        await _workspace.SaveAsync(Shop.State);
        var before = _workspace.Read(".pulumi/stacks/demo/dev.json");

        (await _workspace.RunAsync("state", "rename", urn, name, "-s", "dev", "--yes")).ShouldFail("INF2012", 2);

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(before);
    }

    [Fact]
    public async Task Commands_OnAStateWithSecrets_KeepThemEncrypted()
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync("state", "protect", Shop.Page, "-s", "dev", "--yes")).ShouldSucceed();

        foreach (var file in Directory.EnumerateFiles(_workspace.Path(".pulumi"), "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllTextAsync(file)).ShouldNotContain("canary", customMessage: file);
        }
    }

    private async Task<IReadOnlyList<string>> UrnsAsync() => [.. (await _workspace.LoadAsync()).Resources.Select(r => r.Urn)];

    private async Task<IReadOnlyList<string>> ProtectedAsync() => [.. (await _workspace.LoadAsync()).Resources.Where(r => r.Protect).Select(r => r.Urn)];
}
