using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra stack export` and `import`.</summary>
internal static class StackTransfer
{
    public static IEnumerable<Command> Create(CommandSet set)
    {
        yield return Export(set);
        yield return Import(set);
    }

    private static Command Export(CommandSet set)
    {
        var stack = StackOption.Create();
        var file = new Option<string>("--file") { Description = "Write to this file instead of standard output", HelpName = "file" };
        var secrets = new Option<bool>("--show-secrets") { Description = "Write secrets in plain text" };
        var version = new Option<int?>("--version") { Description = "The state after that operation of the history", HelpName = "n" };
        return set.Add(new Command("export", "Write the stack's state") { stack, file, secrets, version }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack));
            await using var store = stacks.Backend.OpenStack(name, stacks.Secrets(name, stacks.Settings(name)), write: false);
            var text = (await store.ExportAsync(invocation.Get(secrets), invocation.Get(version), CancellationToken.None)).TrimEnd('\n') + "\n";
            if (invocation.Get(file) is { } path)
            {
                await FilesOfCommandLine.WriteAsync(invocation.Resolve(path), text);
            }
            else
            {
                invocation.Screen.Terminal.Out.Write(text);
            }

            return 0;
        });
    }

    private static Command Import(CommandSet set)
    {
        var stack = StackOption.Create();
        var file = new Option<string>("--file") { Description = "Read this file instead of standard input", HelpName = "file" };
        var force = new Option<bool>("--force", "-f") { Description = "Even if it is the state of another stack" };
        return set.Add(new Command("import", "Replace the stack's state by an export") { stack, file, force }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack));
            var settings = stacks.Settings(name);
            var path = invocation.Get(file) is { } given ? invocation.Resolve(given) : null;
            var text = path is null ? await invocation.Screen.Terminal.In.ReadToEndAsync() : await FilesOfCommandLine.ReadAsync(path);
            await using var store = stacks.Backend.OpenStack(name, stacks.SecretsForWriting(name, settings), write: true);
            var imported = await store.ImportAsync(text, path ?? "standard input", invocation.Get(force), CancellationToken.None);
            if (imported.DroppedOperations > 0)
            {
                invocation.Screen.Tell($"warning: {imported.DroppedOperations} pending operation(s) of the export were dropped");
            }

            invocation.Screen.Write("Import complete.");
            return ExitCodes.Success;
        });
    }
}
