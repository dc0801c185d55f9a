using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Cli.Display;

/// <summary>Text of servers, providers and programs, made harmless: nothing in it can steer the terminal or hide what it says.</summary>
internal static partial class ControlText
{
    private const char FirstPicture = '\u2400';
    private const char DeletePicture = '\u2421';

    /// <summary>On one line: a tab as four blanks, what cannot be seen as a sign that can (␛, &lt;U+202E&gt;).</summary>
    public static string Show(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var shown = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '\t' => shown.Append("    "),
                < ' ' => shown.Append((char)(FirstPicture + c)),
                '\u007f' => shown.Append(DeletePicture),
                _ when IsHidden(c) => shown.Append(CultureInfo.InvariantCulture, $"<U+{(int)c:X4}>"),
                _ => shown.Append(c),
            };
        }

        return shown.ToString();
    }

    /// <summary>Lines stay lines.</summary>
    public static string ShowLines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Show));

    /// <summary>Without the escape sequences that give a message its colours: their rest would be noise.</summary>
    public static string StripStyle(string text) => text.Contains('\u001b', StringComparison.Ordinal) ? Sequence().Replace(text, "") : text;

    /// <summary>Control characters, line separators, and what turns the direction of text.</summary>
    private static bool IsHidden(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>CSI and OSC sequences, and the two-character ones.</summary>
    [GeneratedRegex("\u001b(?:\\[[0-9:;<=>?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[@-Z\\\\^_])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sequence();
}
