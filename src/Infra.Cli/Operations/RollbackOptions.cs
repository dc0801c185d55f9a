using System.CommandLine;
using Infra.Cli.Commands;

namespace Infra.Cli.Operations;

internal sealed class RollbackOptions
{
    public Option<string> Stack { get; } = StackOption.Create();

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do it without asking" };

    public Option<string> To { get; } = new("--to") { Description = "To this release instead of the previous one", HelpName = "release" };

    public Argument<string> Name { get; } = new("release-resource") { Description = "Which one, where the stack has several", Arity = ArgumentArity.ZeroOrOne };

    public Command AddTo(Command command)
    {
        command.Options.Add(Stack);
        command.Options.Add(Yes);
        command.Options.Add(To);
        command.Arguments.Add(Name);
        return command;
    }
}
