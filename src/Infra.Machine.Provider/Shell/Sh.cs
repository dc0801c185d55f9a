namespace Infra.Machine.Provider.Shell;

/// <summary>Text for POSIX shells.</summary>
internal static class Sh
{
    /// <summary>A word that means exactly the given text, whatever is in it.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
