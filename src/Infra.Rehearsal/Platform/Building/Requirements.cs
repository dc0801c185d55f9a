using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Rehearsal.Platform.Building;

/// <summary>The names in a requirements.txt, in the form in which Python compares them. Pure.</summary>
internal static partial class Requirements
{
    public static ImmutableArray<string> Names(string text) =>
        [.. text.Split('\n').Select(l => Line().Match(l)).Where(m => m.Success).Select(m => Canonical(m.Groups["name"].Value)).Distinct(StringComparer.Ordinal)];

    public static string Canonical(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9]([A-Za-z0-9._\-]*[A-Za-z0-9])?)\s*(\[|[<>=!~;@#\\]|\z|\r)", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
