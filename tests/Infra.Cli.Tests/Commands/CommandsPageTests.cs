using System.CommandLine;
using System.Globalization;
using System.Text;
using Infra.Cli.Commands.Help;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

/// <summary>docs/reference/commands.md is what the commands themselves say; INFRA_UPDATE_GOLDEN=1 writes it.</summary>
public sealed class CommandsPageTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Page_OfAllCommands_IsWhatTheySay()
    {
        var file = Path.Combine(Root, "docs", "reference", "commands.md");
        var page = Render([.. Tree.Commands(_workspace)]);
        if (Environment.GetEnvironmentVariable("INFRA_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, page);
        }

        File.ReadAllText(file).ShouldBe(page, "the commands have changed; INFRA_UPDATE_GOLDEN=1 rewrites their page");
    }

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
            {
                directory = directory.Parent!;
            }

            return directory.FullName;
        }
    }

    private static string Render(IReadOnlyList<Command> commands)
    {
        var page = new StringBuilder("# Commands\n\nAs `infra <command> --help` says them. Exit codes: 0 done, 1 failed, 2 the command line or configuration cannot be used,\n6 no such stack, 7 changes where none were expected, 8 stopped or not agreed to, 255 a bug in infra.\n");
        foreach (var command in commands)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {HelpSyntax.Path(command)}\n\n{command.Description}{(command.Description!.EndsWith('.') ? "" : ".")}\n\n    {HelpSyntax.Usage(command)}\n");
            var rows = command.Arguments.Select(argument => (Label: HelpSyntax.Label(argument), argument.Description))
                .Concat((command is RootCommand ? HelpSyntax.Global(command) : command.Options.Where(option => !option.Recursive && !option.Hidden)).Select(option => (Label: HelpSyntax.Label(option), option.Description))).ToList();
            if (command.Aliases.Count > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"\nAlso: {string.Join(", ", command.Aliases.Order(StringComparer.Ordinal).Select(alias => $"`{alias}`"))}.\n");
            }

            if (rows.Count > 0)
            {
                page.Append(command is RootCommand ? "\nOptions of every command:\n" : "").Append("\n| | |\n| --- | --- |\n");
                rows.ForEach(row => page.Append(CultureInfo.InvariantCulture, $"| `{row.Label}` | {row.Description!.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)} |\n"));
            }
        }

        return page.ToString();
    }
}
