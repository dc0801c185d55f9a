using Infra.Cli.Tests.Support;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Tests.Commands;

public sealed class ParallelTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();
    private int _parallel;

    public ParallelTests() => _workspace.Program = (_, program) =>
    {
        _parallel = program.Parallel;
        return Task.CompletedTask;
    };

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("3", "preview", 3)]
    [InlineData("3", "up --yes", 3)]
    [InlineData("3", "preview --parallel 5", 5)]
    [InlineData("3", "preview -p 2", 2)]
    [InlineData("many", "preview -p 2", 2)]
    public async Task Operation_WithPulumisVariable_DoesAsManyStepsAtOnce_UnlessTheOptionSaysOtherwise(string variable, string command, int expected)
    {
        _workspace.Variables["PULUMI_PARALLEL"] = variable;

        (await RunAsync(command)).ShouldSucceed();

        _parallel.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Operation_WithoutTheVariable_DoesFourStepsAProcessor(string? variable)
    {
        if (variable is not null)
        {
            _workspace.Variables["PULUMI_PARALLEL"] = variable;
        }

        (await RunAsync("preview")).ShouldSucceed();

        _parallel.ShouldBe(4 * Environment.ProcessorCount);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("-4")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public async Task Operation_WithAVariableThatIsNoNumberOfSteps_IsRefusedAndNamesIt(string variable)
    {
        _workspace.Variables["PULUMI_PARALLEL"] = variable;

        var outcome = await RunAsync("up --yes");

        outcome.ShouldFail("INF7004", ExitCodes.Configuration).Err.ShouldContain($"PULUMI_PARALLEL is a number of steps, 1 at least, not '{variable}'");
        _parallel.ShouldBe(0);
    }

    private Task<CliOutcome> RunAsync(string command) => _workspace.RunAsync([.. command.Split(' '), "--stack", "dev"]);
}
