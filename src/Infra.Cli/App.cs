using System.CommandLine;
using Infra.Cli.Commands;
using Infra.Cli.Commands.Help;
using Infra.Cli.Display;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;

namespace Infra.Cli;

/// <summary>From arguments to an exit code; every problem ends here, in words.</summary>
internal static class App
{
    public static async Task<int> RunAsync(CliHost host, IReadOnlyList<string> arguments)
    {
        var globals = new GlobalOptions();
        var parsed = CommandTree.Create(host, globals).Parse(arguments);
        var screen = new Screen(host.Terminal, host.Variables, parsed.Errors.Count > 0 ? ColorChoice.Auto : parsed.GetValue(globals.Color));
        if (arguments.Count == 0)
        {
            HelpScreen.Show(screen, parsed.RootCommandResult.Command);
            return ExitCodes.Success;
        }

        if (parsed.Errors.Count > 0)
        {
            return Usage(parsed, screen);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = host.Terminal.Out,
                Error = host.Terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (InfraException problem)
        {
            screen.Tell(ErrorRenderer.Render(problem));
            return problem.ExitCode;
        }
        catch (OperationCanceledException)
        {
            screen.Tell("Stopped.");
            return ExitCodes.Cancelled;
        }
        catch (Exception bug)
        {
            screen.Tell(ErrorRenderer.RenderBug(bug, parsed.GetValue(globals.Verbose)));
            return ExitCodes.Internal;
        }
    }

    private static int Usage(ParseResult parsed, Screen screen)
    {
        screen.Tell(UsageErrors.Of(parsed).Select(message => Line.Of(new Span("error: ", Ink.BoldRed), new Span(message))));
        screen.Tell($"  help: {HelpSyntax.Path(parsed.CommandResult.Command)} --help");
        return ExitCodes.Configuration;
    }
}
