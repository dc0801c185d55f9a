using System.CommandLine;
using Infra.Cli.Commands;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

/// <summary>Each command about stacks and state, and each of its options, is in docs/reference.</summary>
public sealed class ReferencePagesTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("stack")]
    [InlineData("state")]
    [InlineData("cancel")]
    [InlineData("import")]
    [InlineData("cost")]
    [InlineData("hosts")]
    public void Page_OfACommand_NamesItsSubcommandsAndOptions(string name)
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "reference", name + ".md"));
        var host = new CliHost(new TestTerminal(), _workspace.Directory, _workspace.Variables, _workspace.Clock, BuiltInProviders.Catalog, new TestComputer());
        var command = CommandTree.Create(host, new GlobalOptions()).Subcommands.Single(c => c.Name == name);

        foreach (var inner in Tree(command).Where(c => c.Subcommands.Count == 0 || c == command))
        {
            page.ShouldContain(inner.Name, Case.Sensitive, $"`{inner.Name}` is missing in {name}.md");
            foreach (var option in inner.Options.Select(o => o.Name).Where(o => o is not ("--help" or "--version" or "--stack") || inner.Name == "export"))
            {
                page.ShouldContain(option, Case.Sensitive, $"{option} of `{inner.Name}` is missing in {name}.md");
            }
        }
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

    private static IEnumerable<Command> Tree(Command command) => command.Subcommands.SelectMany(Tree).Prepend(command);
}
