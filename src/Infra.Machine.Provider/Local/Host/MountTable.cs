using System.Collections.Immutable;
using System.Text;

namespace Infra.Machine.Provider.Local.Host;

/// <param name="Directory">Where it is mounted.</param>
/// <param name="Type">The file system's type.</param>
/// <param name="Options">The options of the file system itself.</param>
internal sealed record Mount(string Directory, string Type, ImmutableArray<string> Options);

/// <summary>What is mounted, as the kernel lists it in /proc/self/mountinfo.</summary>
internal static class MountTable
{
    public static ImmutableArray<Mount> Read() => Parse(File.ReadAllText("/proc/self/mountinfo"));

    /// <summary>Parses the list; lines that are no mounts are skipped.</summary>
    public static ImmutableArray<Mount> Parse(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine).OfType<Mount>()];

    /// <summary>The mounts in and below a directory, the innermost first.</summary>
    public static ImmutableArray<string> Below(string directory) =>
        [.. Read().Select(m => m.Directory).Where(d => d == directory || d.StartsWith(directory + "/", StringComparison.Ordinal)).Reverse()];

    private static Mount? ParseLine(string line)
    {
        // 36 35 98:0 /root /directory rw,noatime [optional fields] - ext4 /dev/sda rw,errors=continue
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-");
        return separator < 6 || fields.Length < separator + 4
            ? null
            : new(Unescape(fields[4]), fields[separator + 1], [.. fields[separator + 3].Split(',')]);
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                plain.Append((char)(((text[i + 1] - '0') * 64) + ((text[i + 2] - '0') * 8) + (text[i + 3] - '0')));
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
