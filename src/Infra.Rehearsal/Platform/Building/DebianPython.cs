using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Images;

namespace Infra.Rehearsal.Platform.Building;

/// <summary>Debian's packages of Python's distributions, by Debian's own list of them.</summary>
/// <param name="Packages">A distribution's name to a package.</param>
internal sealed record DebianPython(ImmutableDictionary<string, string> Packages)
{
    /// <summary>Has the list.</summary>
    public const string Tool = "dh-python";

    private const string List = "usr/share/dh-python/dist/cpython3_fallback";

    // Where PyPI's name is not the one that the package says of itself, a program in C is not in a package of Python's, or files
    // that PyPI has in one distribution are links into a package that is only recommended (the admin site's jQuery).
    private static readonly ImmutableArray<(string Name, string Packages)> _others =
        [("django", "libjs-jquery python3-django"), ("psycopg", "python3-psycopg"), ("psycopg-binary", "python3-psycopg"), ("psycopg2-binary", "python3-psycopg2"), ("uwsgi", "uwsgi-core uwsgi-plugin-python3")];

    /// <summary>Of an image of this computer.</summary>
    public static async Task<DebianPython> OfAsync(ImageStore images, string image, Action<string> progress, CancellationToken cancellationToken)
    {
        var trees = await images.EnsureAsync(image, [Tool], progress, cancellationToken);
        var known = trees.SelectMany(KnownTo).ToHashSet(StringComparer.Ordinal);
        return Parse(await File.ReadAllTextAsync(trees.Select(t => Path.Combine(t, List)).First(File.Exists), cancellationToken), known.Contains);
    }

    /// <param name="list">Lines of a distribution and its package.</param>
    /// <param name="isThere">Whether Debian has the package: the list is older than some.</param>
    public static DebianPython Parse(string list, Func<string, bool> isThere) => new(
        list.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w is [_, _, ..])
            .Select(w => (Name: Requirements.Canonical(w[0]), Packages: w[1])).Concat(_others)
            .Where(p => p.Packages.Split(' ').All(isThere))
            .GroupBy(p => p.Name, StringComparer.Ordinal).ToImmutableDictionary(g => g.Key, g => g.Last().Packages, StringComparer.Ordinal));

    /// <summary>The packages for what a requirements.txt names, as far as there are any.</summary>
    public ImmutableArray<string> For(string requirements) =>
        [.. Requirements.Names(requirements).SelectMany(n => Packages.GetValueOrDefault(n, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The names of all packages that apt knows in a tree.</summary>
    private static IEnumerable<string> KnownTo(string tree)
    {
        var lists = Path.Combine(tree, "var/lib/apt/lists");
        return Directory.Exists(lists)
            ? Directory.EnumerateFiles(lists, "*_Packages").SelectMany(File.ReadLines).Where(l => l.StartsWith("Package: ", StringComparison.Ordinal)).Select(l => l["Package: ".Length..])
            : [];
    }
}
