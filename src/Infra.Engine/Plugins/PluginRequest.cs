using System.Collections.Immutable;

namespace Infra.Engine.Plugins;

/// <summary>Which provider is wanted.</summary>
/// <param name="Package">Its package.</param>
/// <param name="Version">A semantic version without "v"; "" takes any.</param>
/// <param name="DownloadUrl">Where releases are; "": where Pulumi's are.</param>
internal sealed record PluginRequest(string Package, string Version = "", string DownloadUrl = "")
{
    public static ImmutableSortedDictionary<string, string> NoChecksums { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>SHA-256 of the release archives in hexadecimal, by "os-arch"; empty if none are known.</summary>
    public ImmutableSortedDictionary<string, string> Checksums { get; init; } = NoChecksums;

    /// <summary>Names of the configuration that is given to it.</summary>
    public ImmutableSortedSet<string> Configured { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>For messages.</summary>
    public override string ToString() => Version.Length > 0 ? $"{Package} v{Version}" : Package;
}
