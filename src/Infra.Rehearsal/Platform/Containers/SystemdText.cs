using System.Globalization;
using System.Text;

namespace Infra.Rehearsal.Platform.Containers;

/// <summary>Any text as a word of a command line in a unit of systemd, which would expand it otherwise. Pure.</summary>
internal static class SystemdText
{
    public static string Quote(string word)
    {
        var text = new StringBuilder(word.Length + 2).Append('"');
        foreach (var letter in word)
        {
            text.Append(letter switch
            {
                '"' or '\\' => $"\\{letter}",
                '$' => "$$",
                '%' => "%%",
                < ' ' or '\x7f' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ => $"{letter}",
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>A path, which is not in quotes.</summary>
    public static string Path(string path) => path.Replace("%", "%%", StringComparison.Ordinal);
}
