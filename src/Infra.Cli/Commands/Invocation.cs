using System.CommandLine;
using Infra.Cli.Terminal;

namespace Infra.Cli.Commands;

/// <summary>One command line, parsed, with what it needs to run.</summary>
internal sealed record Invocation(CliHost Host, ParseResult Arguments, Screen Screen, string Directory)
{
    /// <summary>--verbose.</summary>
    public bool IsVerbose { get; init; }

    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Arguments.GetValue(argument);

    public bool Has(Option option) => Arguments.GetResult(option) is { Implicit: false };

    /// <summary>--yes, or Pulumi's variable for it.</summary>
    public bool IsConfirmed(Option<bool> yes) =>
        Get(yes) || Host.Variable("PULUMI_SKIP_CONFIRMATIONS") is "true" or "1";

    /// <summary>A path of the command line, relative to where the command was started.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Host.Directory);
}
