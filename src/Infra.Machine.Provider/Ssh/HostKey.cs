using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Infra.Machine.Provider.Ssh;

/// <summary>A server's public key as in a known_hosts file: "ssh-ed25519 AAAA…".</summary>
internal sealed partial record HostKey(string Type, string Blob)
{
    /// <summary>As ssh-keygen -l prints it.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Blob))).TrimEnd('=');

    /// <summary>Null if the text is no public key; a comment at its end is dropped.</summary>
    public static HostKey? Parse(string text)
    {
        var match = Line().Match(text.Trim());
        return match.Success && Convert.TryFromBase64String(match.Groups["blob"].Value, new byte[match.Length], out _)
            ? new(match.Groups["type"].Value, match.Groups["blob"].Value)
            : null;
    }

    public override string ToString() => $"{Type} {Blob}";

    [GeneratedRegex(@"^(?<type>ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)) (?<blob>[A-Za-z0-9+/]+=*)( .*)?\z")]
    private static partial Regex Line();
}
