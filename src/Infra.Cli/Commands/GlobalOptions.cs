using System.CommandLine;
using Infra.Cli.Terminal;

namespace Infra.Cli.Commands;

/// <summary>Options that every command has.</summary>
internal sealed class GlobalOptions
{
    public Option<string> Directory { get; } = new("--cwd", "-C")
    {
        Description = "Run as if started in this directory",
        HelpName = "directory",
        Recursive = true,
    };

    public Option<ColorChoice> Color { get; } = new("--color")
    {
        Description = "Colours: auto, always, never, raw",
        HelpName = "when",
        Recursive = true,
        CustomParser = result => Enum.TryParse<ColorChoice>(result.Tokens.Single().Value, ignoreCase: true, out var choice) && !char.IsDigit(result.Tokens.Single().Value[0])
            ? choice
            : Refuse(result, $"--color is auto, always, never or raw, not '{result.Tokens.Single().Value}'"),
    };

    public Option<bool> NonInteractive { get; } = new("--non-interactive") { Description = "Never ask", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more: where the time went, and more of what goes wrong", Recursive = true };

    public IEnumerable<Option> All => [Directory, Color, NonInteractive, Verbose];

    private static ColorChoice Refuse(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
