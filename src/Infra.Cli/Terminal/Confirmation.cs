using Infra.Cli.Display;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Terminal;

/// <summary>Asks a person: yes, no, and where there is more to see, details.</summary>
internal static class Confirmation
{
    /// <summary>True for yes; anything unclear is asked again, the end of input is a no.</summary>
    public static bool Ask(Screen screen, string question, Func<IEnumerable<Line>>? details = null)
    {
        var answers = details is null ? "yes/no" : "yes/no/details";
        while (true)
        {
            screen.Prompt($"{question} [{answers}] (no): ");
            switch (screen.Terminal.In.ReadLine()?.Trim().ToLowerInvariant())
            {
                case "yes" or "y":
                    return true;
                case null or "" or "no" or "n":
                    return false;
                case "details" or "d" when details is not null:
                    screen.Write(details());
                    break;
                default:
                    screen.Tell($"Please answer {answers.Replace("/", ", ", StringComparison.Ordinal)}.");
                    break;
            }
        }
    }

    /// <summary>For what destroys more than a yes should: the name has to be typed.</summary>
    public static bool AskForName(Screen screen, string question, string name)
    {
        screen.Prompt($"{question} Type its name, {name}, to go on: ");
        return screen.Terminal.In.ReadLine()?.Trim() == name;
    }

    /// <summary>Nobody can be asked: fails before anything is begun.</summary>
    public static InfraException Impossible(string command) => new(
        CliCodes.ConfirmationNeeded, "A confirmation is needed, and nobody can be asked",
        "This is not an interactive terminal, or --non-interactive, --json or a build server says that nobody is there.",
        $"To do it without asking:\n    infra {command} --yes{Preview(command)}",
        exitCode: ExitCodes.Configuration);

    private static string Preview(string command) => command switch
    {
        "refresh" or "destroy" or "import" => $"\nTo only see what would be done:\n    infra {command} --preview-only",
        "up" => "\nTo only see what would be done:\n    infra preview",
        _ => "",
    };
}
