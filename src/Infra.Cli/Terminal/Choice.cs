using System.Globalization;
using Infra.Cli.Display;

namespace Infra.Cli.Terminal;

/// <summary>Lets a person choose one of several by its number.</summary>
internal static class Choice
{
    /// <exception cref="OperationCanceledException">The input ended, or was empty: none.</exception>
    public static T Ask<T>(Screen screen, string question, IReadOnlyList<T> all, Func<T, string> text)
    {
        screen.Tell(all.Select((item, i) => Line.Of($"{i + 1,4}  {text(item)}")));
        while (true)
        {
            screen.Prompt($"{question} [1-{all.Count}] (none): ");
            if (screen.Terminal.In.ReadLine()?.Trim() is not { Length: > 0 } answer)
            {
                throw new OperationCanceledException();
            }

            if (int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= all.Count)
            {
                return all[number - 1];
            }

            screen.Tell($"Please answer with a number from 1 to {all.Count}, or with nothing.");
        }
    }
}
