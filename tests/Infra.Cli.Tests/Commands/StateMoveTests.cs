using Infra.Cli.Tests.Support;
using Infra.Engine.State;
using Infra.Engine.State.Edits;

namespace Infra.Cli.Tests.Commands;

public sealed class StateMoveTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Move_OfAResource_TakesChildrenAlongAndCopiesTheProvider()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");

        var outcome = (await _workspace.RunAsync("state", "move", Shop.Web, Shop.Database, "--source", "dev", "--dest", "prod", "--yes")).ShouldSucceed();

        outcome.Out.ShouldContain($"{Shop.Report}, which stays, depends on {Shop.Database}\n");
        outcome.Out.ShouldEndWith("Moved 3 resources from organization/demo/dev to organization/demo/prod\n");
        var (source, destination) = (await _workspace.LoadAsync(), await _workspace.LoadAsync("prod"));
        source.Resources.Select(r => r.Urn).ShouldBe([Shop.Stack, Shop.Provider, Shop.Report]);
        source.Resources[2].Dependencies.ShouldBeEmpty();
        destination.Resources.Select(r => r.Urn).ShouldBe(
        [
            "urn:pulumi:prod::demo::pulumi:pulumi:Stack::demo-prod",
            "urn:pulumi:prod::demo::pulumi:providers:test::default",
            "urn:pulumi:prod::demo::my:index:Web::web",
            "urn:pulumi:prod::demo::my:index:Web$test:index:Thing::page",
            "urn:pulumi:prod::demo::test:index:Thing::db",
        ]);
        destination.Resources[3].Parent.ShouldBe("urn:pulumi:prod::demo::my:index:Web::web");
        destination.Resources[3].Provider.ShouldBe("urn:pulumi:prod::demo::pulumi:providers:test::default::p1");
        destination.Resources[4].Inputs["password"].ShouldBe(Shop.Canary);
        Directory.EnumerateFiles(_workspace.Path(".pulumi/locks"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Move_OfAChild_LandsBelowTheStackUnlessItsParentsComeToo()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");
        await _workspace.SaveAsync(Snapshot.Empty, "whole");

        (await _workspace.RunAsync("state", "move", Shop.Page, "--source", "dev", "--dest", "prod", "--yes")).ShouldSucceed();
        var page = (await _workspace.LoadAsync("prod")).Resources[^1];
        page.Urn.ShouldBe("urn:pulumi:prod::demo::test:index:Thing::page");
        page.Parent.ShouldBe("urn:pulumi:prod::demo::pulumi:pulumi:Stack::demo-prod");

        await _workspace.SaveAsync(Shop.State);
        (await _workspace.RunAsync("state", "move", Shop.Page, "--source", "dev", "--dest", "whole", "--include-parents", "--yes")).ShouldSucceed();
        (await _workspace.LoadAsync("whole")).Resources.Select(r => r.Urn).ShouldContain("urn:pulumi:whole::demo::my:index:Web$test:index:Thing::page");
    }

    [Fact]
    public async Task Move_OfTheStack_MovesAllOfItToAnotherProject()
    {
        await _workspace.SaveAsync(Shop.State);
        var shop = _workspace.Backend.Of("shop");
        shop.Create("dev");
        await using (var store = shop.OpenStack("dev", _workspace.Secrets, write: true))
        {
            await store.SaveAsync(Snapshot.Empty, CancellationToken.None);
        }

        (await _workspace.RunAsync("state", "move", Shop.Stack, "--source", "dev", "--dest", "organization/shop/dev", "--yes")).ShouldSucceed();

        (await _workspace.LoadAsync()).Resources.Select(r => r.Urn).ShouldBe([Shop.Stack, Shop.Provider]);
        _workspace.Read(".pulumi/stacks/shop/dev.json").ShouldContain("urn:pulumi:dev::shop::my:index:Web$test:index:Thing::page");
        _workspace.Read(".pulumi/stacks/shop/dev.json").ShouldNotContain("::demo::");
    }

    [Fact]
    public async Task Move_AfterOneKilledBetweenTheTwoWrites_GoesOnFromThere()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");
        var plan = StateMove.Plan(Shop.State, Snapshot.Empty, [Shop.Web], includeParents: false, new StackReference("demo", "prod"));
        await _workspace.SaveAsync(plan.Destination, "prod");

        (await _workspace.RunAsync("state", "move", Shop.Web, "--source", "dev", "--dest", "prod", "--yes")).ShouldSucceed();

        (await _workspace.LoadAsync()).Resources.Select(r => r.Urn).ShouldBe([Shop.Stack, Shop.Provider, Shop.Database, Shop.Report]);
        (await _workspace.LoadAsync("prod")).Resources.Select(r => r.Urn).ShouldBe(plan.Destination.Resources.Select(r => r.Urn));
    }

    [Fact]
    public async Task Move_WhoseSourceCannotBeWritten_PutsTheDestinationBack()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");
        File.Delete(_workspace.State("dev") + ".bak");
        Directory.CreateDirectory(_workspace.State("dev") + ".bak");

        (await _workspace.RunAsync("state", "move", Shop.Web, "--source", "dev", "--dest", "prod", "--yes")).ShouldFail("INF2008", 1);

        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(6);
        (await _workspace.LoadAsync("prod")).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Move_WhileEitherStackIsLocked_IsRefusedAndLeavesNoLock()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");
        await using var other = _workspace.Backend.OpenStack("prod", _workspace.Secrets, write: true);

        (await _workspace.RunAsync("state", "move", Shop.Web, "--source", "dev", "--dest", "prod", "--yes")).ShouldFail("INF2004", 1);

        Directory.EnumerateFiles(_workspace.Path(".pulumi/locks/organization/demo/dev")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Move_OfWhatCannotMove_IsRefused()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");

        (await _workspace.RunAsync("state", "move", Shop.Provider, "--source", "dev", "--dest", "prod", "--yes")).ShouldFail("INF2012", 1);
        (await _workspace.RunAsync("state", "move", Shop.Page + "x", "--source", "dev", "--dest", "prod", "--yes")).ShouldFail("INF2011", 2);
        (await _workspace.RunAsync("state", "move", Shop.Page, "--yes")).ShouldFail("INF7004", 2);
        (await _workspace.RunAsync("state", "move", Shop.Page, "--source", "dev", "--dest", "dev", "--yes")).ShouldFail("INF7004", 2);
        (await _workspace.RunAsync("state", "move", Shop.Page, "--source", "dev", "--dest", "prod")).ShouldFail("INF7003", 2);

        await _workspace.SaveAsync(StackUrns.Rename(Shop.State, new StackReference("demo", "prod")) is var same ? same with { Resources = same.Resources.SetItem(4, same.Resources[4] with { Id = "another" }) } : same, "prod");
        (await _workspace.RunAsync("state", "move", Shop.Database, "--source", "dev", "--dest", "prod", "--yes")).ShouldFail("INF2012", 1).Err.ShouldContain("already");
        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(6);
    }

    [Fact]
    public async Task Move_AtATerminal_ShowsAndAsks()
    {
        await _workspace.SaveAsync(Shop.State);
        await _workspace.SaveAsync(Snapshot.Empty, "prod");
        _workspace.Typed = "no\n";

        (await _workspace.RunAsync("state", "move", Shop.Web, "--source", "dev", "--dest", "prod")).Code.ShouldBe(8);
        (await _workspace.LoadAsync("prod")).Resources.ShouldBeEmpty();

        _workspace.Typed = "yes\n";
        (await _workspace.RunAsync("state", "move", Shop.Web, "--source", "dev", "--dest", "prod")).ShouldSucceed().Out.ShouldMatchGolden("state-move");
    }
}
