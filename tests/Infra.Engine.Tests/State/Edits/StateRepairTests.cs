using FsCheck.Xunit;
using Infra.Engine.State;
using Infra.Engine.State.Edits;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.State.Edits;

public sealed class StateRepairTests
{
    /// <summary>Whatever the order: nothing is lost, nothing dropped, and the result is valid.</summary>
    [Property(MaxTest = 300)]
    public void Repair_OfAShuffledState_IsValidAndWhole(int seed)
    {
        var random = new Random(seed);
        var valid = Random(random);
        var shuffled = valid.Resources.ToArray();
        random.Shuffle(shuffled);

        var (repaired, _) = StateRepair.Repair(new Snapshot { Resources = [.. shuffled] });

        SnapshotIntegrity.Verify(repaired).ShouldBeNull();
        repaired.Resources.Select(Text).ShouldBe(shuffled.Select(Text), ignoreOrder: true);
    }

    /// <summary>Whatever is missing but providers: the rest is kept, and valid.</summary>
    [Property(MaxTest = 300)]
    public void Repair_OfAStateWithHoles_IsValidAndKeepsTheRest(int seed)
    {
        var random = new Random(seed);
        ResourceState[] left = [.. Random(random).Resources.Where(r => SnapshotIntegrity.IsProvider(r.Type) || random.Next(3) > 0)];

        var (repaired, _) = StateRepair.Repair(new Snapshot { Resources = [.. left] });

        SnapshotIntegrity.Verify(repaired).ShouldBeNull();
        repaired.Resources.Select(r => r.Id).Order().ShouldBe(left.Select(r => r.Id).Order());
    }

    [Fact]
    public void Repair_OfALongChainTheWrongWayRound_NeedsNoStack()
    {
        var chain = Enumerable.Range(0, 20_000).Select(i => Stacks.Resource($"r{i}") with { Dependencies = i == 0 ? [] : [Stacks.Resource($"r{i - 1}").Urn] });

        var (repaired, report) = StateRepair.Repair(new Snapshot { Resources = [.. chain.Reverse()] });

        SnapshotIntegrity.Verify(repaired).ShouldBeNull();
        report.Length.ShouldBe(19_999);
    }

    [Fact]
    public void Repair_OfAValidState_ChangesNothing()
    {
        var (repaired, report) = StateRepair.Repair(Stacks.Sample());

        repaired.Resources.Length.ShouldBe(3);
        report.ShouldBeEmpty();
    }

    private static string Text(ResourceState r) => $"{r.Urn} {r.Parent} {string.Join(',', r.Dependencies)} {r.Provider}";

    private static Snapshot Random(Random random)
    {
        var sample = Stacks.Sample().Resources;
        var resources = new List<ResourceState> { sample[0], sample[1] };
        for (var i = 0; i < random.Next(1, 12); i++)
        {
            var component = random.Next(3) == 0;
            string[] components = [.. resources.Where(r => !r.Custom).Select(r => r.Urn)];
            var parent = components[random.Next(components.Length)];
            var type = component ? "my:index:Component" : "demo:index:Thing";
            resources.Add(Stacks.Resource($"n{i}", type) with
            {
                Urn = Engine.Urns.Urn.Create("dev", "demo", parent, type, $"n{i}"),
                Custom = !component,
                Id = component ? "" : $"id{i}",
                Parent = parent,
                Provider = component ? "" : $"{sample[1].Urn}::{sample[1].Id}",
                Dependencies = [.. resources.Where(_ => random.Next(4) == 0).Select(r => r.Urn)],
            });
        }

        return new Snapshot { Resources = [.. resources] };
    }
}
