using System.Globalization;
using System.Text;

namespace Infra.Hosting;

/// <summary>One thing there is to say about a declaration, before anything is made.</summary>
/// <param name="Code">INF6nnn, or "" where there is nothing to look up.</param>
/// <param name="Verdict">Whether it stops the deployment.</param>
/// <param name="Subject">The part of the declaration, as it is written there.</param>
/// <param name="Message">A full sentence.</param>
/// <param name="Help">What to change; commands on lines of their own.</param>
/// <param name="Source">Where the fact is from, with its date.</param>
public sealed record Finding(string Code, Verdict Verdict, string Subject, string Message, string Help = "", string Source = "")
{
    public static Finding Supported(string subject, string message) => new("", Verdict.Supported, subject, message);

    public static Finding Emulated(string code, string subject, string message) => new(code, Verdict.Emulated, subject, message);

    public static Finding Impossible(string code, string subject, string message, string help = "", string source = "") =>
        new(code, Verdict.Impossible, subject, message, help, source);

    /// <summary>One finding that counts settings which no other host takes notice of; none if there are none.</summary>
    /// <param name="host">Whose settings they are.</param>
    /// <param name="names">Of each.</param>
    public static IEnumerable<Finding> HostSpecific(string host, params IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count > 0)
        {
            var count = all.Count == 1 ? "1 setting is" : string.Create(CultureInfo.InvariantCulture, $"{all.Count} settings are");
            yield return new(Codes.HostSpecific, Verdict.HostSpecific, "Host", $"{count} for {host} only: {string.Join(", ", all)}.");
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Code.Length > 0 ? $"{Code}: {Subject}: {Message}" : $"{Subject}: {Message}");
        Append(text, "help", Help);
        Append(text, "source", Source);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string label, string value)
    {
        if (value.Length > 0)
        {
            text.Append("\n  ").Append(label).Append(": ").Append(value.Replace("\n", "\n    ", StringComparison.Ordinal));
        }
    }
}
