using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>--stack, as all commands that work on a stack have it.</summary>
internal static class StackOption
{
    public static Option<string> Create() => new("--stack", "-s")
    {
        Description = "The stack; default: PULUMI_STACK, then the selected one",
        HelpName = "name",
    };
}
