using System.Globalization;
using System.Text;

namespace Infra.Cli.CodeGeneration;

/// <summary>Values as C# literals.</summary>
internal static class CSharpLiteral
{
    /// <param name="text">Any.</param>
    /// <param name="indent">Of the lines after the first, where it has several.</param>
    public static string Of(string text, string indent) =>
        text.Contains('\n', StringComparison.Ordinal) && !text.Any(c => c != '\n' && MustEscape(c)) ? Raw(text, indent) : Line(text);

    /// <summary>On one line, whatever it holds.</summary>
    public static string Line(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when MustEscape(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    public static string Of(double number) => number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue
        ? ((int)number).ToString(CultureInfo.InvariantCulture)
        : number switch
        {
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            double.NaN => "double.NaN",
            _ => number.ToString("R", CultureInfo.InvariantCulture) is var digits && digits.AsSpan().ContainsAny(".E") ? digits : digits + "d",
        };

    public static string Of(bool flag) => flag ? "true" : "false";

    private static string Raw(string text, string indent)
    {
        var quotes = "\"\"\"";
        while (text.Contains(quotes, StringComparison.Ordinal))
        {
            quotes += '"';
        }

        var lines = text.Split('\n').Select(line => line.Length == 0 ? "" : indent + line);
        return $"{quotes}\n{string.Join('\n', lines)}\n{indent}{quotes}";
    }

    /// <summary>What a reader of the source could not see, or a compiler would take for the end of a line.</summary>
    private static bool MustEscape(char c) => c != ' ' && (char.IsControl(c) || char.IsSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
