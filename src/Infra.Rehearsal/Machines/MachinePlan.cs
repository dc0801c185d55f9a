using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Rehearsal.Machines;

/// <summary>A machine to be made.</summary>
/// <param name="Name">Its name on this computer.</param>
/// <param name="Hostname">What it calls itself.</param>
internal sealed partial record MachinePlan(string Name, string Hostname)
{
    public string Image { get; init; } = "debian-12";

    /// <summary>Debian packages it has from the beginning; the same ones are downloaded once.</summary>
    public ImmutableArray<string> Packages { get; init; } = [];

    /// <summary>Of root.</summary>
    public ImmutableArray<string> AuthorizedKeys { get; init; } = [];

    /// <summary>For cloud-init; null: it stays idle.</summary>
    public string? UserData { get; init; }

    public MachineLimits Limits { get; init; } = new(null, null);

    /// <summary>There before it boots.</summary>
    public ImmutableArray<TreeFile> Files { get; init; } = [];

    /// <summary>A name for directories, interfaces and groups by which people recognize the thing.</summary>
    public static string NameFor(string name, string id)
    {
        var plain = Other().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return $"{plain[..Math.Min(plain.Length, 40)]}-{(id.Length > 12 ? id[..8] : id)}".TrimStart('-');
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Other();
}
