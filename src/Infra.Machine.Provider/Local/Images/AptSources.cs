using System.Text.RegularExpressions;

namespace Infra.Machine.Provider.Local.Images;

/// <summary>
/// Takes from this computer's own apt sources those that serve a Debian release: machines then get their packages where the
/// computer gets its own. Sources of others (their keys are not in a machine) and of other releases are left out.
/// </summary>
internal static partial class AptSources
{
    /// <summary>Sources in apt's formats, or "" when this computer has none that fit.</summary>
    /// <param name="files">Name and text of the files below /etc/apt.</param>
    /// <param name="release">The code name, as in bookworm.</param>
    /// <param name="readMirrors">Reads a list of mirrors by its path; null when there is none.</param>
    public static string ForRelease(IEnumerable<(string Name, string Text)> files, string release, Func<string, string?> readMirrors)
    {
        var found = files.SelectMany(f => f.Name.EndsWith(".sources", StringComparison.Ordinal) ? Stanzas(f.Text) : Lines(f.Text));
        var entries = found.Where(e => e.IsFor(release)).Select(e => MirrorFile().Replace(e.Text, m => FirstMirror(readMirrors(m.Groups[1].Value)) ?? m.Value));
        return string.Concat(entries.Select(e => e + "\n\n"));
    }

    /// <summary>Reads the files of this computer.</summary>
    public static string OfThisComputer(string release)
    {
        var files = Directory.Exists("/etc/apt/sources.list.d")
            ? Directory.GetFiles("/etc/apt/sources.list.d").Where(f => f.EndsWith(".list", StringComparison.Ordinal) || f.EndsWith(".sources", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return ForRelease(
            files.Prepend("/etc/apt/sources.list").Where(File.Exists).Select(f => (f, File.ReadAllText(f))),
            release,
            mirrors => File.Exists(mirrors) ? File.ReadAllText(mirrors) : null);
    }

    private static IEnumerable<Entry> Stanzas(string text)
    {
        foreach (var stanza in BlankLines().Split(text))
        {
            var lines = stanza.Split('\n').Where(l => !l.StartsWith('#')).ToArray();
            string Field(string name) => lines.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
            if (Field("Types").Split(' ').Contains("deb") && !Field("Enabled").Equals("no", StringComparison.OrdinalIgnoreCase))
            {
                yield return new(string.Join('\n', lines).Trim(), Field("Suites"), Field("Signed-By"));
            }
        }
    }

    private static IEnumerable<Entry> Lines(string text) =>
        text.Split('\n').Select(l => OneLine().Match(l.Trim())).Where(m => m.Success)
            .Select(m => new Entry(m.Value, m.Groups["suite"].Value, SignedBy().Match(m.Groups["options"].Value).Groups[1].Value));

    private static string? FirstMirror(string? mirrors) =>
        mirrors?.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(l => l.Length > 0 && l[0] != '#')?.Split([' ', '\t'])[0];

    [GeneratedRegex(@"^deb\s+(\[(?<options>[^\]]*)\]\s+)?(?!cdrom:)\S+\s+(?<suite>\S+)\s+\S.*$")]
    private static partial Regex OneLine();

    [GeneratedRegex(@"signed-by=(\S+)")]
    private static partial Regex SignedBy();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"mirror\+file:(/[^\s]+)")]
    private static partial Regex MirrorFile();

    private sealed record Entry(string Text, string Suites, string SignedBy)
    {
        public bool IsFor(string release) =>
            Suites.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, ..] suites
            && suites.All(s => s == release || s.StartsWith(release + "-", StringComparison.Ordinal) || s.StartsWith(release + "/", StringComparison.Ordinal))
            && (SignedBy.Length == 0 || Path.GetFileName(SignedBy).StartsWith("debian-archive", StringComparison.Ordinal));
    }
}
