using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Protocol.Text;
using Infra.Tables;

namespace Infra.Rehearsal.Facts;

/// <summary>A size of a Droplet; null: not known.</summary>
internal sealed record DropletSize(string Slug, int MemoryMiB, int Vcpus, int? DiskGiB, double? PriceMonthly, double? PriceHourly);

/// <summary>A size of a database's node.</summary>
internal sealed record NodeSize(string Slug, int MemoryMiB, int Vcpus, int DiskGiB);

/// <summary>A size of an instance on App Platform.</summary>
/// <param name="Slug">Its name.</param>
/// <param name="MemoryMiB">Memory.</param>
/// <param name="Vcpus">Processors.</param>
/// <param name="Dedicated">Only these are scaled by their load.</param>
/// <param name="MostInstances">One where the plan does not scale.</param>
internal sealed record AppSize(string Slug, int MemoryMiB, int Vcpus, bool Dedicated, int MostInstances);

/// <summary>What DigitalOcean offers, by slug. A line of a text each, so that it can be brought up to date by hand.</summary>
internal sealed partial class CloudFacts
{
    private static readonly string[] _lines = Read();

    public static CloudFacts DigitalOcean { get; } = new();

    public ImmutableArray<string> Regions { get; } = [.. Rows("region").Select(r => r[1])];

    public ImmutableSortedDictionary<string, DropletSize> Sizes { get; } = Rows("size")
        .Select(r => new DropletSize(r[1], Whole(r[2]), Whole(r[3]), Whole(r[4]), Number(r[5]), Number(r[6])))
        .ToImmutableSortedDictionary(s => s.Slug, s => s, StringComparer.Ordinal);

    /// <summary>Slugs of sizes whose numbers are in their names.</summary>
    private static readonly ImmutableHashSet<string> _named =
        [.. TableCatalog.Bundled.FindEnum("digitalocean", "DropletSlug")?.Members.Select(m => m.Value).Where(v => NamedSize().IsMatch(v)) ?? []];

    public IEnumerable<string> SizeSlugs => Sizes.Keys.Union(_named, StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The size by its slug; null if there is none.</summary>
    public DropletSize? Size(string slug)
    {
        if (Sizes.TryGetValue(slug, out var size))
        {
            return size;
        }

        var numbers = NamedSize().Match(slug).Groups;
        return _named.Contains(slug)
            ? new DropletSize(slug, Whole(numbers["memory"].Value) * (numbers["unit"].Value == "gb" ? 1024 : 1), Whole(numbers["vcpus"].Value), null, null, null)
            : null;
    }

    /// <summary>The nearest image of this computer by the cloud's; "-" where nothing comes near.</summary>
    public ImmutableSortedDictionary<string, string> Images { get; } =
        Rows("image").ToImmutableSortedDictionary(r => r[1], r => r[2], StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, NodeSize> Nodes { get; } = Rows("node")
        .Select(r => new NodeSize(r[1], Whole(r[2]), Whole(r[3]), Whole(r[4]))).ToImmutableSortedDictionary(s => s.Slug, s => s, StringComparer.Ordinal);

    /// <summary>The smallest node of a database: the one that has no standby.</summary>
    public string SingleNode { get; } = Rows("single").Single()[1];

    /// <summary>The versions of a database by its engine, the default one last.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Databases { get; } = Rows("database")
        .ToImmutableSortedDictionary(r => r[1], r => r[2].Split(',').ToImmutableArray(), StringComparer.Ordinal);

    public ImmutableArray<string> AppRegions { get; } = [.. Rows("app-region").Select(r => r[1])];

    public ImmutableSortedDictionary<string, AppSize> AppSizes { get; } = Rows("app-size")
        .Select(r => new AppSize(r[1], Whole(r[2]), Whole(r[3]), r[4] == "dedicated", Whole(r[5]))).ToImmutableSortedDictionary(s => s.Slug, s => s, StringComparer.Ordinal);

    /// <summary>What is wrong with a slug, in words; null if nothing is.</summary>
    public static string? Unknown(string slug, IEnumerable<string> known, string what) => slug.Length == 0 || known.Contains(slug)
        ? null
        : $"cannot be '{slug}': DigitalOcean has no such {what}{Suggestion.For(slug, known)}; {what}s: {string.Join(", ", known)}";

    private static IEnumerable<string[]> Rows(string kind) =>
        _lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(r => r.Length > 1 && r[0] == kind);

    [GeneratedRegex(@"^[a-z0-9_]+-(?<vcpus>[0-9]{1,3})vcpu-(?<memory>[0-9]{1,4})(?<unit>gb|mb)")]
    private static partial Regex NamedSize();

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string[] Read()
    {
        using var stream = typeof(CloudFacts).Assembly.GetManifestResourceStream("facts/digitalocean.txt")
            ?? throw new InvalidOperationException("facts/digitalocean.txt is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
