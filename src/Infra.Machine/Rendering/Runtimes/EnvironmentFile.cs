using System.Text;

namespace Infra.Machine.Rendering.Runtimes;

/// <summary>An environment file as systemd reads it.</summary>
public static class EnvironmentFile
{
    internal static string Render(IEnumerable<KeyValuePair<string, string>> variables) =>
        string.Concat(variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}=\"{variable.Value}\"\n"));

    /// <summary>A value such that it comes out of the quotes as it went in.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (letter is '"' or '\\' or '$' or '`')
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
