using System.CommandLine;
using System.CommandLine.Invocation;
using Infra.Cli.Terminal;

namespace Infra.Cli.Commands.Help;

/// <summary>--help.</summary>
internal sealed class HelpScreen(CliHost host) : SynchronousCommandLineAction
{
    private const int WidestText = 100;
    private const int UsualWidth = 80;

    /// <summary>Who asks for help need not have written the rest.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Show(new Screen(host.Terminal, host.Variables), parseResult.CommandResult.Command);
        return 0;
    }

    public static void Show(Screen screen, Command command) =>
        screen.Write(HelpText.Render(command, screen.Terminal.OutIsTerminal ? Math.Min(WidestText, screen.Width) : UsualWidth));
}
