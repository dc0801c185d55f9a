namespace Infra.Machine.Provider.Local.Host;

/// <summary>Reads /proc about single processes.</summary>
internal static class ProcessStatus
{
    /// <summary>True if it runs; one that has ended and only waits to be collected does not.</summary>
    public static bool IsAlive(int process) => Read($"/proc/{process}/stat") is { } stat && IsAlive(stat);

    /// <summary>The same of the text of a stat file.</summary>
    public static bool IsAlive(string stat)
    {
        // The name in brackets may itself hold brackets and blanks.
        var state = stat.LastIndexOf(')') + 2;
        return state > 1 && state < stat.Length && stat[state] is not ('Z' or 'X');
    }

    /// <summary>True if it is the first process of a container that this computer started.</summary>
    public static bool IsFirstInContainer(int process) => Read($"/proc/{process}/status") is { } status && IsFirstInContainer(status);

    /// <summary>The same of the text of a status file: number 1 in a namespace right below one's own.</summary>
    public static bool IsFirstInContainer(string status) =>
        status.Split('\n').FirstOrDefault(l => l.StartsWith("NSpid:", StringComparison.Ordinal)) is { } line
        && line.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries) is [_, _, "1"];

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
