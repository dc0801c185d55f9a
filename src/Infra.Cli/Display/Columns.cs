using System.Globalization;
using System.Text;

namespace Infra.Cli.Display;

/// <summary>Columns that text takes on a terminal: East Asian signs and pictures two, combining marks none.</summary>
internal static class Columns
{
    public static int Of(string text) => Ascii.IsValid(text) ? text.Length : text.EnumerateRunes().Sum(Of);

    /// <summary>The beginning of the text, in at most that many columns.</summary>
    public static string Take(string text, int width)
    {
        var (length, left) = (0, width);
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune);
            if (left < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>In at most that many columns, with an ellipsis where it is cut.</summary>
    public static string Cut(string text, int width) => Of(text) <= width ? text : Take(text, Math.Max(0, width - 1)) + "…";

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        ? 0
        : rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
            or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6)
            or (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f900 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd)
            ? 2
            : 1;
}
