using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Resources;

/// <summary>A provider's error in the words of docs/diagnostics: code and summary, what is wrong, what to do.</summary>
internal static class Problem
{
    public static ProviderException Of(string code, string summary, string detail, string help = "", Exception? inner = null) =>
        new(string.Join('\n', new[] { $"{code}: {summary}", detail.TrimEnd(), help }.Where(part => part.Length > 0)), inner);
}
