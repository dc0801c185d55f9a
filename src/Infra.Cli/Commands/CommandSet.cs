using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>Attaches handlers to commands.</summary>
internal sealed class CommandSet(CliHost host, GlobalOptions globals)
{
    public Command Add(Command command, Func<Invocation, Task<int>> run)
    {
        command.SetAction((arguments, _) => run(Open(arguments)));
        return command;
    }

    public Invocation Open(ParseResult arguments)
    {
        var screen = new Terminal.Screen(host.Terminal, host.Variables, arguments.GetValue(globals.Color), arguments.GetValue(globals.NonInteractive));
        return new Invocation(host, arguments, screen, Path.GetFullPath(arguments.GetValue(globals.Directory) ?? ".", host.Directory))
        {
            IsVerbose = arguments.GetValue(globals.Verbose),
        };
    }
}
