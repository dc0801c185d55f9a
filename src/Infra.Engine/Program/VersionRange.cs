using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Engine.Plugins;

namespace Infra.Engine.Program;

/// <summary>
/// A range of versions as Pulumi's peers write it: comparisons beside each other must all hold, || separates
/// alternatives, and an x stands for any number ("3.x", "&lt;3.8.x").
/// </summary>
internal sealed partial class VersionRange
{
    private readonly ImmutableArray<ImmutableArray<Func<SemanticVersion, bool>>> _alternatives;

    private VersionRange(ImmutableArray<ImmutableArray<Func<SemanticVersion, bool>>> alternatives) => _alternatives = alternatives;

    /// <summary>Null if the text is none.</summary>
    public static VersionRange? TryParse(string text)
    {
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<Func<SemanticVersion, bool>>>();
        foreach (var part in text.Split("||"))
        {
            var comparisons = ImmutableArray.CreateBuilder<Func<SemanticVersion, bool>>();
            var end = 0;
            foreach (Match match in Comparison().Matches(part))
            {
                if (part[end..match.Index].Trim().Length > 0 || Compare(match.Groups["operator"].Value, match.Groups["version"].Value) is not { } comparison)
                {
                    return null;
                }

                comparisons.Add(comparison);
                end = match.Index + match.Length;
            }

            if (comparisons.Count == 0 || part[end..].Trim().Length > 0)
            {
                return null;
            }

            alternatives.Add(comparisons.ToImmutable());
        }

        return new VersionRange(alternatives.ToImmutable());
    }

    public bool Contains(SemanticVersion version) => _alternatives.Any(all => all.All(holds => holds(version)));

    /// <summary>A wildcard is everything from its first version to before the first one after it.</summary>
    private static Func<SemanticVersion, bool>? Compare(string comparison, string text)
    {
        if (Bounds(text) is not var (first, after))
        {
            return null;
        }

        return comparison switch
        {
            "" or "=" or "==" => version => version >= first && IsBefore(version),
            "!" or "!=" => version => version < first || !IsBefore(version),
            ">" => version => !IsBefore(version),
            ">=" => version => version >= first,
            "<" => version => version < first,
            "<=" => IsBefore,
            _ => null,
        };

        bool IsBefore(SemanticVersion version) => after is null ? version <= first : version < after;
    }

    private static (SemanticVersion First, SemanticVersion? After)? Bounds(string text)
    {
        if (SemanticVersion.TryParse(text) is { } exact)
        {
            return (exact, null);
        }

        return Wildcard().Match(text) is { Success: true } match && int.TryParse(match.Groups["major"].Value, out var major)
            ? !match.Groups["minor"].Success ? (new(major, 0, 0, ""), new(major + 1, 0, 0, ""))
                : int.TryParse(match.Groups["minor"].Value, out var minor) ? (new(major, minor, 0, ""), new(major, minor + 1, 0, ""))
                : null
            : null;
    }

    [GeneratedRegex(@"(?<operator>[=<>!]*)\s*(?<version>[0-9A-Za-z][^\s=<>!|]*)")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^(?<major>\d+)(\.(?<minor>\d+))?\.[xX](\.[xX])?$")]
    private static partial Regex Wildcard();
}
