using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Support;

/// <summary>The real things of the provider "test", by id. Not safe for operations at the same time: run with --parallel 1.</summary>
internal sealed class Shelf
{
    private int _last;

    public SortedDictionary<string, PropertyMap> Things { get; } = new(StringComparer.Ordinal);

    /// <summary>The provider's schema; "{}" has no resources.</summary>
    public string Schema { get; set; } = "{}";

    public string NextId() => $"id-{++_last}";
}
