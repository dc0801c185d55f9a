using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.Workspace;

namespace Infra.Cli.Commands;

/// <summary>Which stack's configuration, and whether keys are paths.</summary>
internal sealed class ConfigTarget
{
    public Option<string> Stack { get; } = StackOption.Create();

    public Option<string> File { get; } = new("--config-file") { Description = "Use this file instead of Pulumi.<stack>.yaml", HelpName = "file" };

    public Option<bool> Path { get; } = new("--path") { Description = "The key is a path into a value: servers[0].name" };

    public Command AddTo(Command command)
    {
        command.Options.Add(Stack);
        command.Options.Add(File);
        command.Options.Add(Path);
        return command;
    }

    public (ProjectStacks Stacks, string Name, StackSettings Settings) Open(Invocation invocation)
    {
        var stacks = ProjectStacks.Open(invocation);
        var name = stacks.Name(invocation.Get(Stack));
        var settings = stacks.Settings(name, invocation.Get(File) is { } file ? invocation.Resolve(file) : null);
        if (!settings.Exists && !stacks.Backend.Exists(name))
        {
            // Says which stacks there are.
            stacks.Backend.OpenStack(name, new NoSecrets(settings.File), write: false);
        }

        return (stacks, name, settings);
    }
}
