using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Shell;

/// <summary>Text for POSIX shells.</summary>
internal static class Sh
{
    /// <summary>A word that means exactly the given text, whatever is in it.</summary>
    /// <exception cref="ProviderException">It has a NUL, which no shell can hold.</exception>
    public static string Quote(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ProviderException("a text with a NUL character cannot be given to a shell")
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
