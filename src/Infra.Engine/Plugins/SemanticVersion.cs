using System.Globalization;

namespace Infra.Engine.Plugins;

/// <summary>A version as plugins have them: 1.2.3, 1.2.3-beta.1, with or without a leading v.</summary>
public sealed record SemanticVersion(int Major, int Minor, int Patch, string Prerelease) : IComparable<SemanticVersion>
{
    public static SemanticVersion? TryParse(string text)
    {
        var plain = text.TrimStart('v').Split('+', 2)[0];
        var parts = plain.Split('-', 2);
        var numbers = parts[0].Split('.');
        return numbers.Length == 3
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && int.TryParse(numbers[2], NumberStyles.None, CultureInfo.InvariantCulture, out var patch)
            ? new SemanticVersion(major, minor, patch, parts.ElementAtOrDefault(1) ?? "")
            : null;
    }

    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    public int CompareTo(SemanticVersion? other) => other is null
        ? 1
        : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) is var order and not 0 ? order : ComparePrerelease(other.Prerelease);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" : "")}{Prerelease}");

    private int ComparePrerelease(string other) => (Prerelease.Length, other.Length) switch
    {
        (0, 0) => 0,
        (0, _) => 1,
        (_, 0) => -1,
        _ => CompareIdentifiers(Prerelease.Split('.'), other.Split('.')),
    };

    private static int CompareIdentifiers(string[] left, string[] right)
    {
        foreach (var (a, b) in left.Zip(right))
        {
            var order = (TryNumber(a), TryNumber(b)) switch
            {
                (int x, int y) => x.CompareTo(y),
                (int, null) => -1,
                (null, int) => 1,
                _ => string.CompareOrdinal(a, b),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int? TryNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
