using System.CommandLine;
using Infra.Cli.Machines;
using Infra.Cli.Stacks;

namespace Infra.Cli.Commands;

/// <summary>ssh and logs: on the stack's server, with the key the state holds.</summary>
internal static class ServerCommands
{
    public static IEnumerable<Command> Create(CommandSet set)
    {
        yield return Ssh(set);
        yield return Logs(set);
    }

    private static Command Ssh(CommandSet set)
    {
        var stack = StackOption.Create();
        var server = Server();
        var command = new Argument<string[]>("command") { Arity = ArgumentArity.ZeroOrMore, Description = "Run this, after --, instead of a shell" };
        return set.Add(new Command("ssh", "Log in to the stack's server, or run a command there") { stack, server, command }, async invocation =>
        {
            var (_, access) = await FindAsync(invocation, stack, server);
            return await SshSession.RunAsync(access, invocation.Get(command) ?? [], CancellationToken.None);
        });
    }

    private static Command Logs(CommandSet set)
    {
        var stack = StackOption.Create();
        var server = Server();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what comes" };
        var layer = new Option<string>("--layer") { Description = "Only this layer: app, web, database, system", HelpName = "layer" };
        layer.AcceptOnlyFromAmong(LogLayers.Names);
        var lines = new Option<int>("--lines", "-n") { Description = "How many of the last lines", DefaultValueFactory = _ => 100, HelpName = "n" };
        return set.Add(new Command("logs", "Show the server's logs") { stack, server, follow, layer, lines }, async invocation =>
        {
            var (snapshot, access) = await FindAsync(invocation, stack, server);
            var command = LogLayers.Command(snapshot, invocation.Get(layer), invocation.Get(follow), Math.Max(0, invocation.Get(lines)), access.User == "root");
            return await SshSession.RunAsync(access, [command], CancellationToken.None);
        });
    }

    private static Option<string> Server() => new("--server") { Description = "Which one, where the stack has several", HelpName = "address" };

    private static async Task<(Engine.State.Snapshot Snapshot, ServerAccess Access)> FindAsync(Invocation invocation, Option<string> stack, Option<string> server)
    {
        var stacks = ProjectStacks.Open(invocation);
        var snapshot = await StackReading.LoadAsync(stacks, stacks.Name(invocation.Get(stack)), CancellationToken.None);
        return (snapshot, ServerAccess.Find(snapshot, invocation.Get(server)));
    }
}
