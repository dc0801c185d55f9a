using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Plan.Review;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Plan.Review;

public sealed class PlanGuardTests
{
    private static readonly string _urn = TestEngine.UrnOf("a");

    private static ResourceState State(PropertyMap? inputs = null) => new() { Urn = _urn, Type = TestEngine.ThingType, Custom = true, Inputs = inputs ?? PropertyMap.Empty };

    private static PlanGuard Guard(PropertyMap? inputs, params StepOp[] ops) =>
        new(new UpdatePlan(new PlanSeed(), [new PlannedResource(_urn, [.. ops], inputs is null ? null : State(inputs))]));

    private static ImmutableArray<Step> Steps(PropertyMap? inputs, params StepOp[] ops) =>
        [.. ops.Select(op => new Step(op, new StateEntry(0, State()), inputs is null ? null : State(inputs)))];

    private static string Line(PropertyMap planned, PropertyMap now) =>
        string.Join('\n', Guard(planned, StepOp.Update).Check(Steps(now, StepOp.Update)).SelectMany(v => v.Differences));

    [Theory]
    [InlineData("same", "same", true)]
    [InlineData("create", "create", true)]
    [InlineData("create", "same", true)]
    [InlineData("update", "same", true)]
    [InlineData("update", "create", false)]
    [InlineData("update", "create-replacement,replace", false)]
    [InlineData("same", "update", false)]
    [InlineData("create-replacement,replace", "create-replacement,replace", true)]
    [InlineData("create-replacement,replace", "update", true)]
    [InlineData("create-replacement,replace", "same", true)]
    [InlineData("delete-replaced,replace,create-replacement", "delete-replaced,replace,create-replacement", true)]
    [InlineData("delete-replaced,replace,create-replacement", "create-replacement,replace", true)]
    [InlineData("delete", "same", false)]
    [InlineData("import", "create", false)]
    [InlineData("read", "same", false)]
    public void Check_OfSteps_AllowsWhatHasNoMoreEffect(string planned, string now, bool allowed)
    {
        StepOp[] Ops(string names) => [.. names.Split(',').Select(StepOps.Parse)];

        var violations = Guard(PropertyMap.Empty, Ops(planned)).Check(Steps(PropertyMap.Empty, Ops(now)));

        violations.IsEmpty.ShouldBe(allowed);
        if (!allowed)
        {
            violations.Single().Differences.ShouldBe([$"operation: planned {planned.Replace(",", ", ")}, now {now.Replace(",", ", ")}"]);
        }
    }

    [Fact]
    public void Check_OfTheSameStepTwice_RefusesTheSecond()
    {
        var guard = Guard(null, StepOp.Delete);

        guard.Check(Steps(null, StepOp.Delete)).ShouldBeEmpty();
        guard.Check(Steps(null, StepOp.Delete)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Check_OfAResourceThatIsNotPlanned_SaysSo() =>
        new PlanGuard(new UpdatePlan(new PlanSeed(), [])).Check(Steps(PropertyMap.Empty, StepOp.Create)).Single()
            .ToString().ShouldStartWith("INF4320: this is not what was reviewed\n  operation: planned nothing, now create\n");

    [Fact]
    public void Check_OfOtherInputs_SaysOldPlannedAndNew()
    {
        PropertyMap planned = [new("deep", new ObjectValue([new("list", PropertyValue.Array(1, "two")), new("gone", true)]))];
        PropertyMap now = [new("deep", new ObjectValue([new("list", PropertyValue.Array(1, "2", 3))])), new("more", 1)];

        Line(planned, now).ShouldBe(
            """
            deep.gone: old nothing, planned true, now nothing
            deep.list[1]: old nothing, planned "two", now "2"
            deep.list[2]: old nothing, planned nothing, now 3
            more: old nothing, planned nothing, now 1
            """);
    }

    [Fact]
    public void Check_OfASecret_ShowsItOnNoSide()
    {
        Line([new("a", new SecretValue("canary"))], [new("a", "canary2")]).ShouldBe("a: old nothing, planned [secret], now [secret]");
        Line([new("a", "canary")], [new("a", new SecretValue(new ObjectValue([new("b", "canary2")])))]).ShouldBe("a: old nothing, planned [secret], now [secret]");
    }

    [Fact]
    public void Check_OfWhatThePlanDidNotKnow_AllowsAnything()
    {
        PropertyMap planned = [new("a", PropertyValue.Unknown), new("b", PropertyValue.Array(PropertyValue.Unknown, 2)), new("c", new SecretValue(PropertyValue.Unknown)), new("gone", PropertyValue.Unknown)];

        Line(planned, [new("a", new ObjectValue([new("x", 1)])), new("b", PropertyValue.Array("now", 2)), new("c", 1)]).ShouldBe("");
        Line(planned, [new("a", 1), new("b", PropertyValue.Array("now", 3)), new("c", 1)]).ShouldBe("b[1]: old nothing, planned 2, now 3");
    }

    [Fact]
    public void Check_OfAnotherProtection_IsADifference()
    {
        var guard = Guard(PropertyMap.Empty, StepOp.Same);
        Step step = new(StepOp.Same, new StateEntry(0, State()), State() with { Protect = true });

        guard.Check([step]).Single().Differences.ShouldBe(["protect: planned false, now true"]);
    }

    [Fact]
    public void Check_OfAResourceOfAProviderThatThePreviewCouldNotAsk_AllowsWhatItAdds()
    {
        var provider = TestEngine.UrnOf("p", "pulumi:providers:test");
        ResourceState Thing(PropertyMap inputs) => State(inputs) with { Provider = $"{provider}::id" };
        var guard = new PlanGuard(new UpdatePlan(new PlanSeed(),
        [
            new PlannedResource(provider, [StepOp.Create], State([new("token", PropertyValue.Unknown)]) with { Urn = provider }),
            new PlannedResource(_urn, [StepOp.Create], Thing([new("size", 1)])),
        ]));

        guard.Check([new Step(StepOp.Create, null, Thing([new("size", 1), new("default", true)]))]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("delete", "", "delete")]
    [InlineData("create", "", "create")]
    [InlineData("same", "", "")]
    [InlineData("create-replacement,replace,delete-replaced", "create-replacement,replace", "delete-replaced")]
    [InlineData("create-replacement,replace,delete-replaced", "update", "")]
    [InlineData("import,update", "import", "")]
    public void Missing_AfterFewerSteps_NamesThoseThatHadToCome(string planned, string done, string missing)
    {
        StepOp[] Ops(string names) => [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(StepOps.Parse)];
        var guard = Guard(PropertyMap.Empty, Ops(planned));
        guard.Check(Steps(PropertyMap.Empty, Ops(done))).ShouldBeEmpty();

        guard.Missing().SelectMany(v => v.Differences).ShouldBe(missing.Length == 0 ? [] : [$"operation: planned {missing}, now nothing"]);
    }

    [Fact]
    public void CheckOutputs_OfOthers_SaysWhich()
    {
        var guard = new PlanGuard(new UpdatePlan(new PlanSeed(), [new PlannedResource(_urn, [StepOp.Create], State() with { Outputs = [new("url", "a"), new("id", PropertyValue.Unknown)] })]));

        guard.CheckOutputs(_urn, [new("url", "a"), new("id", 7)]).ShouldBeNull();
        guard.CheckOutputs(_urn, [new("url", "b")])!.Differences.ShouldBe(["outputs.url: planned \"a\", now \"b\""]);
    }
}
