using FsCheck;
using FsCheck.Fluent;
using Infra.Engine.Tests.Support;
using Xunit.Abstractions;

namespace Infra.Engine.Tests.Execution;

/// <summary>Random programs, operations, faults and kills in any order: whatever happened, the next good run makes it right.</summary>
public sealed class ScenarioTests(ITestOutputHelper output)
{
    private const int Cases = 10_000;

    /// <summary>INFRA_SEED repeats a run; what fails is made smaller and printed as a command that plays it again.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Scenarios_DrawnAtRandom_EndWellInTheEnd()
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("INFRA_SEED"), out var given) ? given : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"INFRA_SEED={seed}");
        var config = Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(new Replay(new Rnd(seed), null)).WithParallelRunConfig(new ParallelRunConfig(Environment.ProcessorCount));

        Prop.ForAll(Scenario.Scenarios(), scenario => scenario.PlayAsync().GetAwaiter().GetResult()).Check(config);
    }

    /// <summary>INFRA_SCENARIO, and those that went wrong once.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("766273609: continue, ~continue!stop@10, ~up!kill@0")]
    [InlineData("1915883003: ~up+refresh!kill@2, ~up")]
    [InlineData("318189882: ~up, ~refresh")]
    [InlineData("533329792: ~continue, ~continue!kill@14, lose")]
    [InlineData("7: up, ~up!kill@12, lose, refresh!fault@3, destroy!stop@1")]
    public async Task Replay_OfAScenario_EndsWell(string? text)
    {
        if ((text ?? Environment.GetEnvironmentVariable("INFRA_SCENARIO")) is { Length: > 0 } scenario)
        {
            Scenario.Parse(scenario).ToString().ShouldBe(scenario);
            await Scenario.Parse(scenario).PlayAsync();
        }
    }
}
