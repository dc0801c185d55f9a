using System.Collections.Immutable;
using System.Text;

namespace Infra.Rehearsal.Platform.Running;

/// <summary>Variables as systemd reads them from a file. Pure.</summary>
internal static class EnvironmentText
{
    public static string Render(ImmutableSortedDictionary<string, string> variables) =>
        string.Concat(variables.Select(v => $"{v.Key}=\"{Escape(v.Value)}\"\n"));

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            escaped.Append(letter is '"' or '\\' or '$' or '`' ? "\\" : "").Append(letter);
        }

        return escaped.ToString();
    }
}
