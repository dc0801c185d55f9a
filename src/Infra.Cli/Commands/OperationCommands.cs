using System.CommandLine;
using Infra.Cli.Operations;
using Infra.Engine;

namespace Infra.Cli.Commands;

/// <summary>What changes things, or says what would change.</summary>
internal static class OperationCommands
{
    public static IEnumerable<Command> Create(CommandSet set)
    {
        yield return Operation(set, OperationKind.Up, isPreview: true, "preview", "Say what up would change", "pre");
        yield return Operation(set, OperationKind.Up, isPreview: false, "up", "Make what the program declares true", "update");
        yield return Operation(set, OperationKind.Refresh, isPreview: false, "refresh", "Read the real things and write what was found into the state");
        yield return Operation(set, OperationKind.Destroy, isPreview: false, "destroy", "Delete everything the stack has, and prove it", "down", "dn");

        yield return Import(set);

        var rollback = new RollbackOptions();
        yield return set.Add(rollback.AddTo(new Command("rollback", "Put the previous release of the application back")), invocation => new RollbackCommand(invocation, rollback).RunAsync());
        yield return CancelCommand.Create(set);
    }

    private static Command Import(CommandSet set)
    {
        var (options, imports) = (new OperationOptions(), new ImportOptions());
        var command = options.AddTo(new Command("import", "Take things that exist into the stack"), OperationKind.Import, isPreview: false);
        return set.Add(imports.AddTo(command), invocation => new OperationCommand(invocation, options, OperationKind.Import, isPreview: false) { Imports = imports }.RunAsync());
    }

    private static Command Operation(CommandSet set, OperationKind kind, bool isPreview, string name, string description, params string[] aliases)
    {
        var options = new OperationOptions();
        var command = options.AddTo(new Command(name, description), kind, isPreview);
        foreach (var alias in aliases)
        {
            command.Aliases.Add(alias);
        }

        return set.Add(command, invocation => new OperationCommand(invocation, options, kind, isPreview).RunAsync());
    }
}
