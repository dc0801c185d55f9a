using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Catalogue.Loading;

namespace Infra.Catalogue;

/// <summary>The hosts whose prices and limits are known: files of this assembly, each read when it is first asked for.</summary>
public static class HostingCatalogue
{
    private const string Extension = ".json";
    private static readonly ConcurrentDictionary<string, CatalogueHost> _read = new(StringComparer.Ordinal);

    /// <summary>In the order of their names.</summary>
    public static ImmutableArray<string> Ids { get; } =
    [
        .. typeof(HostingCatalogue).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="KeyNotFoundException">There is no such host.</exception>
    /// <exception cref="CatalogueException">Its file has mistakes.</exception>
    public static CatalogueHost Host(string id) => _read.GetOrAdd(id, Read);

    /// <summary>A file of the same form, to use other prices.</summary>
    /// <exception cref="CatalogueException">It has mistakes.</exception>
    public static CatalogueHost Read(string file, ReadOnlySpan<byte> content) => CatalogueReader.Read(file, content);

    private static CatalogueHost Read(string id)
    {
        using var stream = typeof(HostingCatalogue).Assembly.GetManifestResourceStream(id + Extension)
            ?? throw new KeyNotFoundException($"The hosting catalogue has no '{id}'; it has {string.Join(", ", Ids)}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Read(id + Extension, content);
    }
}
