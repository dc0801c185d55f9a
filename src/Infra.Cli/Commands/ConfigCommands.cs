using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>`infra config …`.</summary>
internal static class ConfigCommands
{
    public static Command Create(CommandSet set)
    {
        var command = ConfigList.Create(set);
        command.Subcommands.Add(ConfigSet.Create(set));
        command.Subcommands.Add(ConfigGet.Create(set));
        command.Subcommands.Add(Remove(set));
        return command;
    }

    private static Command Remove(CommandSet set)
    {
        var key = new Argument<string>("key") { Description = "A key, or with --path a place inside its value" };
        var target = new ConfigTarget();
        var command = target.AddTo(new Command("rm", "Remove a configuration value") { key });
        return set.Add(command, invocation =>
        {
            var (_, _, settings) = target.Open(invocation);
            if (!settings.Remove(invocation.Get(key)!, invocation.Get(target.Path)))
            {
                throw ConfigGet.NotFound(invocation.Get(key)!, settings);
            }

            settings.Save();
            return Task.FromResult(0);
        });
    }
}
