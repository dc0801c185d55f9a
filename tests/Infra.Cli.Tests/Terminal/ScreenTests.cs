using Infra.Cli.Display;
using Infra.Cli.Terminal;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Terminal;

public sealed class ScreenTests
{
    private static readonly Line _green = Line.Of("go", Ink.Green);

    [Theory]
    [InlineData(ColorChoice.Auto, true, "", true)]
    [InlineData(ColorChoice.Auto, false, "", false)]
    [InlineData(ColorChoice.Auto, true, "NO_COLOR=1", false)]
    [InlineData(ColorChoice.Auto, true, "TERM=dumb", false)]
    [InlineData(ColorChoice.Always, false, "NO_COLOR=1", true)]
    [InlineData(ColorChoice.Never, true, "", false)]
    [InlineData(ColorChoice.Raw, true, "", false)]
    internal void Paint_ByChoiceAndEnvironment_ColorsOrNot(ColorChoice choice, bool isTerminal, string variable, bool colored) =>
        new Screen(new TestTerminal(isTerminal: isTerminal), Variables(variable), choice).Paint(_green).Contains('\u001b').ShouldBe(colored);

    [Theory]
    [InlineData(true, "", false, true)]
    [InlineData(false, "", false, false)]
    [InlineData(true, "CI=true", false, false)]
    [InlineData(true, "CI=false", false, true)]
    [InlineData(true, "JENKINS_URL=x", false, false)]
    [InlineData(true, "", true, false)]
    public void IsInteractive_ByTerminalAndEnvironment_IsAsExpected(bool isTerminal, string variable, bool nonInteractive, bool expected) =>
        new Screen(new TestTerminal(isTerminal: isTerminal), Variables(variable), nonInteractive: nonInteractive).IsInteractive.ShouldBe(expected);

    [Theory]
    [InlineData("yes\n", true)]
    [InlineData("Y\n", true)]
    [InlineData("no\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    [InlineData("perhaps\nyes\n", true)]
    [InlineData("details\nno\n", false)]
    public void Ask_WithAnswers_TakesOnlyAClearYes(string typed, bool expected)
    {
        var terminal = new TestTerminal(typed, isTerminal: true);

        Confirmation.Ask(new Screen(terminal, Variables("")), "Do it?", () => [Line.Of("the details")]).ShouldBe(expected);

        terminal.Output.ToString().Contains("the details", StringComparison.Ordinal).ShouldBe(typed.StartsWith("details", StringComparison.Ordinal));
    }

    [Fact]
    public void Press_Once_StopsAndTwiceAborts()
    {
        using var interruption = new Interruption(new TestTerminal());

        interruption.Press();
        (interruption.Stop.IsCancellationRequested, interruption.WasAborted).ShouldBe((true, false));
        interruption.Press();
        interruption.WasAborted.ShouldBeTrue();
    }

    private static Dictionary<string, string> Variables(string variable) =>
        variable.Split('=') is [var name, var value] ? new() { [name] = value } : [];
}
