using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Kills;

/// <summary>
/// The command as it is installed, killed with kill -9 by its provider: before each of its calls, which is after a line of the journal, and
/// between what a call did and its answer, which is before the next line. The next run goes on to the very same end. What a kill
/// in the middle of a write does is held by the engine's own tests.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KillTests(ITestOutputHelper output)
{
    // What may be there without being managed: what no version has made, and what was retained.
    private static readonly string[] _staying = ["foreign-1", "foreign-2", "foreign-3", "foreign-4", "kept"];

    [SkippableTheory]
    [InlineData("up", 1)]
    [InlineData("up", 2)]
    [InlineData("refresh", 2)]
    [InlineData("destroy", 2)]
    public async Task Command_KilledAtAnyInstant_IsContinuedByTheNext(string command, int version)
    {
        await using var begin = await BeginAsync(command, version);
        await using var whole = await begin.CopyAsync();
        (await whole.RunAsync(command)).ShouldExit(0);
        var instants = whole.Instants;
        var end = await CheckedStateAsync(whole, "not killed");

        output.WriteLine($"{instants.Length} instants");
        instants.ShouldNotBeEmpty();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, instants.Length),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (instant, _) =>
            {
                await using var stack = await begin.CopyAsync();
                (await stack.RunAsync(command, instant)).ShouldExit(137);
                var when = $"killed {stack.Instants[instant - 1]}, instant {instant} of {instants.Length}";
                var there = Resources(await stack.StateAsync());

                await stack.CancelAsync();
                var next = (await stack.RunAsync(command)).ShouldExit(0);

                var state = await CheckedStateAsync(stack, $"{when}\n{next.All}");
                Describe(state).ShouldBe(Describe(end), $"{when}\n{next.All}");
                stack.Things.ShouldBe(whole.Things, $"{when}\n{next.All}");
                var stayed = Resources(state).Intersect(there).Select(r => $"before create {r.Id}");
                stack.Instants.Intersect(stayed).ShouldBeEmpty($"{when}: it was in the state already\n{next.All}");
            });
    }

    private static async Task<MortalStack> BeginAsync(string command, int version)
    {
        var stack = await MortalStack.CreateAsync();
        if (version == 2)
        {
            (await stack.RunAsync("up")).ShouldExit(0);
            stack.Declare(2);
        }

        if (command == "refresh")
        {
            stack.Drift();
        }

        return stack;
    }

    /// <summary>The state, in which what is managed is what is there and nothing is under way.</summary>
    private static async Task<JsonNode> CheckedStateAsync(MortalStack stack, string when)
    {
        var state = await stack.StateAsync();
        (state["pending_operations"] as JsonArray ?? []).Where(p => (string?)p!["type"] != "creating").ShouldBeEmpty(when);
        var resources = state["resources"] as JsonArray ?? [];
        resources.Where(r => r!["delete"] is not null || r["pendingReplacement"] is not null).ShouldBeEmpty(when);
        var managed = resources.Where(r => (string?)r!["type"] == "thing:index:Thing" && r["external"] is null).Select(r => (string)r!["id"]!).ToHashSet(StringComparer.Ordinal);
        var things = stack.Things.Select(t => t.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        managed.Except(things).ShouldBeEmpty(when);
        things.Except(managed).Except(_staying).ShouldBeEmpty(when);
        return state;
    }

    private static IEnumerable<(string Urn, string? Id)> Resources(JsonNode state) =>
        (state["resources"] as JsonArray ?? []).Where(r => r!["delete"] is null).Select(r => ((string)r!["urn"]!, (string?)r["id"]));

    /// <summary>All that does not depend on the time or on chance.</summary>
    private static IEnumerable<string> Describe(JsonNode state) => (state["resources"] as JsonArray ?? [])
        .Select(r => $"{r!["urn"]} {(((string)r["type"]!).StartsWith("pulumi:providers:", StringComparison.Ordinal) ? "" : r["id"])} {r["external"]} {r["inputs"]?.ToJsonString()} {r["outputs"]?.ToJsonString()}")
        .Order(StringComparer.Ordinal);
}
