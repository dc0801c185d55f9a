using System.CommandLine;
using Infra.Cli.Commands.Help;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

public sealed class HelpTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Help_OfEveryCommand_IsAsInTheFiles()
    {
        foreach (var command in Tree.Commands(_workspace))
        {
            var path = HelpSyntax.Path(command);
            var outcome = (await _workspace.RunAsync([.. path.Split(' ').Skip(1), "--help"])).ShouldSucceed();

            outcome.Err.ShouldBeEmpty();
            outcome.Out.Split('\n').ShouldAllBe(line => line.Length <= 80, path);
            outcome.Out.ShouldMatchGolden($"Help/{path.Replace(' ', '-')}");
        }
    }

    [Fact]
    public void EveryCommandAndOption_SaysWhatItIs() =>
        Tree.Commands(_workspace).SelectMany(command => command.Options.Cast<Symbol>().Concat(command.Arguments).Append(command))
            .Where(symbol => symbol is not System.CommandLine.Help.HelpOption && string.IsNullOrWhiteSpace(symbol.Description)).Select(symbol => symbol.Name).ShouldBeEmpty();

    [Fact]
    public async Task NoArguments_ShowTheHelp() =>
        (await _workspace.RunAsync()).ShouldSucceed().Out.ShouldBe((await _workspace.RunAsync("--help")).Out);

    [Theory]
    [InlineData("prevew", "'infra' has no command 'prevew'. Did you mean 'preview'?")]
    [InlineData("up --stak dev", "'infra up' has no option '--stak'. Did you mean '--stack'?")]
    [InlineData("up --targt=x", "'infra up' has no option '--targt'. Did you mean '--target'?")]
    [InlineData("up now", "'infra up' takes no 'now': it has no arguments.")]
    [InlineData("up --colour always", "'infra up' has no option '--colour'. Did you mean '--color'?")]
    [InlineData("stack inti dev", "'infra stack' has no command 'inti'. Did you mean 'init'?")]
    [InlineData("config get", "Required argument missing for command: 'get'.")]
    [InlineData("state", "'infra state' needs one of its commands: delete,")]
    [InlineData("xyzzy", "'infra' has no command 'xyzzy'.")]
    [InlineData("up --color purple", "--color is auto, always, never or raw, not 'purple'")]
    public async Task CommandLine_WithAMistake_SaysWhatWasProbablyMeant(string arguments, string expected)
    {
        var outcome = await _workspace.RunAsync(arguments.Split(' '));

        outcome.Code.ShouldBe(2, outcome.Err);
        outcome.Out.ShouldBeEmpty();
        outcome.Err.ShouldContain($"error: {expected}");
        outcome.Err.Split('\n').Count(line => line.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1, outcome.Err);
        outcome.Err.ShouldContain("help: infra");
    }
}
