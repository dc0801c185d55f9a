using System.CommandLine;

namespace Infra.Cli.Commands.Help;

/// <summary>What commands and options are about, so that help can keep together what belongs together.</summary>
internal static class HelpGroups
{
    private const string General = "Options";
    private const string Resources = "Which resources";
    private const string Shown = "What is shown";

    private static readonly string[] _order = [General, Resources, Shown];

    private static readonly string[] _resources = ["--target", "--exclude", "--target-dependents", "--replace", "--target-replace"];

    private static readonly string[] _shown =
        ["--diff", "--json", "--show-sames", "--urns", "--show-secrets", "--show-config", "--suppress-outputs", "--suppress-progress", "--event-log", "--show-ids", "--show-urns", "--show-name", "--shell"];

    public static string OfCommand(Command parent, Command command) => parent is not RootCommand ? "Commands" : command.Name switch
    {
        "preview" or "up" or "refresh" or "destroy" or "import" or "rollback" or "cancel" => "Change an environment",
        "stack" or "state" or "config" => "Stacks",
        "cost" or "hosts" => "Where to, and for how much",
        "ssh" or "logs" => "Servers",
        _ => "Others",
    };

    public static string OfOption(string name) => _resources.Contains(name) ? Resources : _shown.Contains(name) ? Shown : General;

    public static int Place(string group) => Array.IndexOf(_order, group);
}
