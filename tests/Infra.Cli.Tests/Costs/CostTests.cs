using Infra.Cli.Costs;
using Infra.Cli.Tests.Support;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Costs;

/// <summary>What is read from steps, and how it is shown.</summary>
public sealed class CostTests
{
    private static readonly (string Item, double Monthly, string Currency, string Note)[] _small =
        [("Droplet s-1vcpu-1gb", 6, "USD", "1 processor, 1 GiB of memory"), ("Backups droplet-backup-weekly", 1.2, "USD", "20 % of Droplet s-1vcpu-1gb"), ("Transfer", 0, "USD", "500 of 1000 GiB")];

    private static readonly (string Item, double Monthly, string Currency, string Note)[] _large =
        [("Droplet s-1vcpu-2gb", 12, "USD", "1 processor, 2 GiB of memory"), ("Backups droplet-backup-weekly", 2.4, "USD", "20 % of Droplet s-1vcpu-2gb"), ("Transfer", 0, "USD", "500 of 2000 GiB")];

    [Fact]
    public void Render_OfCreationChangeAndRemoval_IsAsInTheFile()
    {
        var own = new (string, double, string, string)[] { ("Server of your own", 0, "", "Whatever you pay for it already.") };
        string[] texts =
        [
            Text(Cost(null, State("shop", _small))),
            Text(Cost(State("shop", _small), State("shop", _small))),
            Text(Cost(State("shop", _small), State("shop", _large))),
            Text(Cost(State("shop", _small), null)),
            Text(Cost(State("shop", own), State("shop", own))),
            Text(Cost(State("shop", own), State("shop", _small))),
            Text(CostComparison.Of(DeclaredCost.Of(State("shop", _small)), DeclaredCost.Of(State("shop", _small)).Concat(DeclaredCost.Of(State("blog", ("Server", 5, "EUR", "")))))),
        ];

        string.Join("\n", texts).ShouldMatchGolden("Costs/cost");
    }

    [Fact]
    public void Render_OnANarrowTerminal_NeverExceedsItsWidth() =>
        CostRenderer.Render(Cost(State("shop", _small), State("shop", _large)), 60).ShouldAllBe(line => line.Width <= 60);

    [Fact]
    public void Json_OfAChange_HasBothAmountsAndTheDifference() =>
        (CostJson.Render("dev", Cost(State("shop", _small), State("shop", _large))) + "\n").ShouldMatchGolden("Costs/cost-json");

    [Fact]
    public void Of_AnEnvironmentThatWasRefreshedFirst_ComparesWithWhatWasThere()
    {
        var (old, @new) = (State("shop", _small), State("shop", _large));
        var story = new Story().Did(Stories.Step(StepOp.Refresh, old, old)).Did(Stories.Step(StepOp.Same, old, @new));

        var cost = CostComparison.Of(story.Model);

        (cost.Now["USD"], cost.Then["USD"]).ShouldBe((7.2m, 14.4m));
    }

    [Fact]
    public void Of_AStateThatSomebodyEdited_TakesNoLineThatIsNone()
    {
        PropertyValue[] bad =
        [
            "text",
            Props.Map(("item", "x")),
            Props.Map(("item", ""), ("monthly", 1.0)),
            Props.Map(("item", "x"), ("monthly", "1")),
            Props.Map(("item", "x"), ("monthly", -1.0)),
            Props.Map(("item", "x"), ("monthly", double.NaN)),
            Props.Map(("item", "x"), ("monthly", double.PositiveInfinity)),
            Props.Map(("item", "x"), ("monthly", 1e300)),
            Props.Map(("item", "good"), ("monthly", 2.5), ("currency", 7)),
        ];

        DeclaredCost.Of(Story.State(DeclaredCost.EnvironmentType, "shop", outputs: [new("costLines", new ArrayValue([.. bad]))]))
            .ShouldHaveSingleItem().ShouldBe(new DeclaredCost("shop", "good", 2.5m, "", "", ""));
        DeclaredCost.Of(Story.State(DeclaredCost.EnvironmentType, "shop", outputs: [new("costLines", "none")])).ShouldBeEmpty();
        DeclaredCost.Of(Story.State("my:index:Other", "shop", outputs: [new("costLines", CostLines.Of(_small))])).ShouldBeEmpty();
    }

    [Fact]
    public void Of_TwoLinesOfOneItem_ComparesEachOnce()
    {
        var twice = new (string, double, string, string)[] { ("Disk", 1, "USD", ""), ("Disk", 2, "USD", "") };

        CostComparison.Of(DeclaredCost.Of(State("shop", twice)), DeclaredCost.Of(State("shop", twice))).Lines.ShouldAllBe(line => line.IsSame);
    }

    private static ResourceState State(string name, params (string Item, double Monthly, string Currency, string Note)[] lines) =>
        Story.State(DeclaredCost.EnvironmentType, name, outputs: [new("costLines", CostLines.Of(lines))]);

    private static CostComparison Cost(ResourceState? old, ResourceState? @new) => CostComparison.Of(new Story().Did(Stories.Step(
        (old, @new) switch { (null, _) => StepOp.Create, (_, null) => StepOp.Delete, _ => StepOp.Same }, old, @new)).Model);

    private static string Text(CostComparison cost) => string.Concat(CostRenderer.Render(cost, 100).Select(line => line.ToText(false) + "\n"));
}
