using System.Collections;
using Infra.Cli;
using Infra.Cli.Prerequisites;
using Infra.Cli.Terminal;

// Asked for often, by scripts and people waiting: answered before anything else is loaded.
if (args is ["version"] or ["--version"])
{
    var terminal = new SystemTerminal();
    terminal.Out.WriteLine(ProductVersion.Text);
    return 0;
}

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
var host = new CliHost(new SystemTerminal(), Environment.CurrentDirectory, variables, TimeProvider.System, BuiltInProviders.Catalog, new Computer(variables));
return await App.RunAsync(host, args);
