using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Infra.Engine.Plan;
using Infra.Engine.Plugins;

namespace Infra.Engine.Program;

/// <summary>Reads which provider, and which plugin of it, a request on the wire asks for.</summary>
internal static class PluginWish
{
    private const int DigestLength = 32;

    /// <param name="who">Who asks, for messages.</param>
    /// <param name="reference">A provider's reference; "" for none.</param>
    /// <param name="version">A semantic version; "" for any.</param>
    /// <param name="downloadUrl">Where releases are; "" for where Pulumi's are.</param>
    /// <param name="checksums">SHA-256 by "os-arch".</param>
    /// <exception cref="PlanException">The version or a checksum is none.</exception>
    public static ProviderRequest Read(Func<string> who, string reference, string version, string downloadUrl, MapField<string, ByteString> checksums)
    {
        if (version.Length > 0 && SemanticVersion.TryParse(version) is null)
        {
            throw new PlanException("", $"{who()} asks for version '{version}' of its provider's plugin, which is no semantic version such as 1.2.3");
        }

        if (checksums.Count == 0)
        {
            return new ProviderRequest(reference, version, downloadUrl);
        }

        foreach (var (platform, digest) in checksums.Where(c => c.Value.Length != DigestLength))
        {
            throw new PlanException("", $"{who()} gives a checksum of its provider's plugin for '{platform}' that is no SHA-256: it has {digest.Length} bytes instead of {DigestLength}");
        }

        return new ProviderRequest(reference, version, downloadUrl)
        {
            Checksums = checksums.ToImmutableSortedDictionary(c => c.Key, c => Convert.ToHexStringLower(c.Value.Span), StringComparer.Ordinal),
        };
    }
}
