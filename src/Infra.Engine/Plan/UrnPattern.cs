using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Engine.Plan;

/// <summary>URNs as a person names them: * stands for any part of one between colons, ** for any text.</summary>
internal sealed class UrnPattern(string text)
{
    private readonly Regex? _expression = text.Contains('*', StringComparison.Ordinal) ? Expression(text) : null;

    public string Text => text;

    public static ImmutableArray<UrnPattern> Parse(ImmutableArray<string> texts) =>
        texts.IsDefaultOrEmpty ? [] : [.. texts.Select(text => new UrnPattern(text))];

    public bool Matches(string urn) => _expression?.IsMatch(urn) ?? text == urn;

    private static Regex Expression(string text)
    {
        var escaped = Regex.Escape(text).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^:]*", StringComparison.Ordinal);
        return new Regex($@"\A{escaped}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
