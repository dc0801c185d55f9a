using Infra.Cli.Doctor;

namespace Infra.Cli.Tests.Doctor;

public sealed class MachineChecksTests
{
    [Fact]
    public void Rehearsals_ThatHoldSomething_AreToldByStack() =>
        MachineChecks.Rehearsals(([new("a-rehearsal", ["web-1", "web-2"], ["net"], "10.213.0.9", 1), new("b-rehearsal", [], [], "", 3)], [])).ShouldBe(new Finding(
            "rehearsals", Health.Ok, "a-rehearsal holds machines web-1, web-2; networks net; a resolver at 10.213.0.9; 1 other thing. b-rehearsal holds 3 other things"));

    [Fact]
    public void Rehearsals_ThatAreGone_LeaveNothingUnsaid()
    {
        var finding = MachineChecks.Rehearsals(([], ["machine web-1"]));

        (finding.Health, finding.Detail).ShouldBe((Health.Warn, "left of rehearsals that are gone: machine web-1"));
        MachineChecks.Rehearsals(([], [])).ShouldBe(new Finding("rehearsals", Health.Ok, "none"));
    }

    [Fact]
    public void Images_ThatNothingUses_AreNamedWithTheCommandThatRemovesThem()
    {
        MachineChecks.Images(["layer-1 (120 MiB)"]).ShouldBe(new Finding("images", Health.Warn, "nothing has used for 30 days: layer-1 (120 MiB)", "infra doctor --prune"));
        MachineChecks.Images([]).Health.ShouldBe(Health.Ok);
        MachineChecks.Pruned(["layer-1 (120 MiB)"]).Detail.ShouldBe("removed layer-1 (120 MiB)");
    }
}
