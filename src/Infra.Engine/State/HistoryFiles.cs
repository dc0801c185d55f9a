using System.Globalization;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>The history of a stack: a record and a copy of the state for each finished operation, numbered from 1, the oldest.</summary>
internal static class HistoryFiles
{
    private const string RecordMark = ".history.json";

    /// <summary>Newest first; files that are no records are left out.</summary>
    public static IReadOnlyList<UpdateRecord> Read(StackFiles files) =>
        [.. Records(files).Select((file, i) => Read(file) is { } update ? update with { Version = i + 1 } : null).OfType<UpdateRecord>().Reverse()];

    private static UpdateRecord? Read(string file)
    {
        try
        {
            return UpdateJson.Read(Compression.Unpack(File.ReadAllBytes(file)).ToArray());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The copy of the state after an operation.</summary>
    /// <exception cref="InfraException">INF2015: there is none of that number.</exception>
    public static string Checkpoint(StackFiles files, int version)
    {
        var records = Records(files);
        var file = version >= 1 && version <= records.Length ? Copy(records[version - 1]) : null;
        return file ?? throw new InfraException(
            DiagnosticCodes.VersionMissing, "The history has no such version",
            records.Length == 0 ? $"'{files.Stack}' has no history." : $"There is no state of version {version}; the history of '{files.Stack}' has 1 to {records.Length}.",
            "infra stack history", exitCode: ExitCodes.Configuration);
    }

    /// <summary>Carries the files over to another stack, which takes its name into theirs.</summary>
    public static void Move(StackFiles from, StackFiles to)
    {
        Move(from.History, to.History, from.Stack + "-", to.Stack + "-");
        Move(from.Backups, to.Backups, from.Stack + ".", to.Stack + ".");
    }

    private static void Move(string from, string to, string oldPrefix, string newPrefix)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).ToList())
        {
            var name = Path.GetFileName(file);
            File.Move(file, Path.Combine(to, name.StartsWith(oldPrefix, StringComparison.Ordinal) ? newPrefix + name[oldPrefix.Length..] : name), overwrite: true);
        }

        Directory.Delete(from);
    }

    /// <summary>Of the newest entry, which the next one must come after even if the clock goes back; 0 if there is none.</summary>
    public static long LastStamp(StackFiles files) => Records(files).Select(Path.GetFileName)
        .Select(name => name![(name!.LastIndexOf('-') + 1)..name.LastIndexOf(RecordMark, StringComparison.Ordinal)])
        .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stamp) ? stamp : 0)
        .Append(0).Max();

    private static string? Copy(string record)
    {
        var at = record.LastIndexOf(RecordMark, StringComparison.Ordinal);
        return Directory.EnumerateFiles(Path.GetDirectoryName(record)!, Path.GetFileName(record[..at]) + ".checkpoint.json*")
            .FirstOrDefault(f => Compression.Suffixes.Any(suffix => f.EndsWith(".checkpoint.json" + suffix, StringComparison.Ordinal)));
    }

    private static string[] Records(StackFiles files) => !Directory.Exists(files.History) ? [] :
    [
        .. Directory.EnumerateFiles(files.History)
            .Where(f => Compression.Suffixes.Any(suffix => f.EndsWith(RecordMark + suffix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];
}
