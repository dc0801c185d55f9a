using System.Net;

namespace Infra.Security;

/// <summary>Addresses and networks as a firewall takes them.</summary>
internal static class Networks
{
    /// <summary>A sentence, or null if the text is an address or a network.</summary>
    public static string? ProblemOf(string text)
    {
        if (IsNetwork(text) || (IPAddress.TryParse(text, out _) && IsWrittenOut(text)))
        {
            return null;
        }

        return text.Contains('/', StringComparison.Ordinal)
            ? $"'{text}' is no network: its address must end with zeros where the mask does."
            : $"'{text}' is no address.";
    }

    /// <summary>The parser forgives bits that are set beyond the mask.</summary>
    private static bool IsNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) && IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out var address) && network.BaseAddress.Equals(address);

    /// <summary>The parser also takes "127.1" and "1", which no person means.</summary>
    private static bool IsWrittenOut(string text) => text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3;
}
