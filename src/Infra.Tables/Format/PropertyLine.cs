using System.Globalization;

namespace Infra.Tables.Format;

/// <summary>Reads a line of a property: role, name, type, and words that say more.</summary>
internal static class PropertyLine
{
    private static readonly Dictionary<string, Traits> _traits = new(StringComparer.Ordinal)
    {
        ["required"] = Traits.Required,
        ["computed"] = Traits.Computed,
        ["auto"] = Traits.Auto,
        ["optional"] = Traits.Optional,
        ["secret"] = Traits.Secret,
        ["replaces"] = Traits.Replaces,
        ["deprecated"] = Traits.Deprecated,
        ["unordered"] = Traits.Unordered,
        ["demanded"] = Traits.Demanded,
    };

    private static readonly string[] _rules = ["default", "values", "range", "length", "items", "conflicts", "needs", "required-without", "required-if", "only-if", "replaces-from", "env", "credential"];

    /// <summary>Null if the line is none; words that say nothing are reported and left out.</summary>
    public static TableProperty? Read(TableKind kind, PropertyRole role, List<TableWord> words, List<TableProblem> problems)
    {
        if (words.Count < 3)
        {
            problems.Add(new TableProblem(TableProblem.Malformed, words[0].Place, $"the line has to be: {words[0].Text} <name> <type> [words]"));
            return null;
        }

        if (words[1].Value is not null || !PropertyTypeText.IsName(words[1].Text))
        {
            problems.Add(new TableProblem(TableProblem.Malformed, words[1].Place, $"'{words[1].Text}' is no name: letters, digits and _ only"));
            return null;
        }

        if (words[2].Value is not null || PropertyTypeText.TryRead(words[2].Text) is not { } type)
        {
            problems.Add(new TableProblem(TableProblem.Malformed, words[2].Place, $"'{words[2].Text}' is no type: string, int, number, bool, any, a name, string|<enum>, T[] or map<T>"));
            return null;
        }

        var (traits, rules) = (Traits.None, PropertyRules.None);
        foreach (var word in words.Skip(3))
        {
            if (word.Value is null && _traits.TryGetValue(word.Text, out var trait) && (trait & Allowed(kind, role)) != Traits.None)
            {
                traits |= trait;
            }
            else if (word.Value is not { } value || role == PropertyRole.Output || Rule(kind, rules, word.Text, value) is not { } more)
            {
                problems.Add(new TableProblem(TableProblem.UnknownWord, word.Place, Explain(kind, role, word)));
            }
            else
            {
                rules = more;
            }
        }

        return new TableProperty(role, words[1].Text, type, traits, rules, words[1].Place);
    }

    private static Traits Allowed(TableKind kind, PropertyRole role) => (kind, role) switch
    {
        (_, PropertyRole.Output) => Traits.Optional | Traits.Secret | Traits.Deprecated,
        (TableKind.Resource, PropertyRole.Input) => Traits.Required | Traits.Computed | Traits.Auto | Traits.Secret | Traits.Replaces | Traits.Deprecated | Traits.Unordered | Traits.Demanded,
        (TableKind.Resource, _) => Traits.Required | Traits.Computed | Traits.Secret | Traits.Replaces | Traits.Deprecated | Traits.Unordered | Traits.Demanded,
        _ => Traits.Required | Traits.Secret | Traits.Deprecated,
    };

    private static PropertyRules? Rule(TableKind kind, PropertyRules rules, string name, string value) => name switch
    {
        "default" => rules with { Default = value },
        "values" => rules with { Values = Split(value) },
        "range" when ReadBounds(value) is { } range => rules with { Range = range },
        "length" when ReadBounds(value) is { } length => rules with { Length = length },
        "items" when ReadBounds(value) is { } count => rules with { Count = count },
        "conflicts" => rules with { Conflicts = Split(value) },
        "needs" => rules with { Needs = Split(value) },
        "required-without" => rules with { RequiredWithout = Split(value) },
        "required-if" when ReadCondition(value) is { } condition => rules with { RequiredIf = condition },
        "only-if" when ReadCondition(value) is { } condition => rules with { OnlyIf = condition },
        "replaces-from" when kind == TableKind.Resource => rules with { ReplacesFrom = value },
        "env" when kind == TableKind.Package => rules with { Environment = Split(value) },
        "credential" when kind == TableKind.Package => rules with { Credential = Split(value) },
        _ => null,
    };

    private static Items<string> Split(string value) => new(value.Split('|'));

    /// <summary>"engine:pg|mysql"; null if it is none.</summary>
    private static Condition? ReadCondition(string text)
    {
        var colon = text.IndexOf(':');
        return colon > 0 && colon < text.Length - 1 ? new Condition(text.Substring(0, colon), Split(text.Substring(colon + 1))) : null;
    }

    /// <summary>"1..5", "1..", "..5"; null if it is none of these.</summary>
    private static Bounds? ReadBounds(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return null;
        }

        var (from, to) = (text.Substring(0, dots), text.Substring(dots + 2));
        return TryNumber(from, out var minimum) && TryNumber(to, out var maximum) && (minimum ?? maximum) is not null && !(minimum > maximum)
            ? new Bounds(minimum, maximum)
            : null;
    }

    private static bool TryNumber(string text, out double? number)
    {
        number = null;
        if (text.Length == 0)
        {
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        number = isNumber ? value : null;
        return isNumber;
    }

    private static string Explain(TableKind kind, PropertyRole role, TableWord word)
    {
        if (word.Value is not null && role != PropertyRole.Output && word.Text is "range" or "length" or "items")
        {
            return $"{word.Text}={word.Value} is no span: <smallest>..<largest>, one of which may be left out";
        }

        if (word.Value is not null && role != PropertyRole.Output && word.Text is "required-if" or "only-if")
        {
            return $"{word.Text}={word.Value} is no condition: <property>:<value>, or several values with | between them";
        }

        var traits = _traits.Where(t => (t.Value & Allowed(kind, role)) != Traits.None).Select(t => t.Key);
        var rules = role == PropertyRole.Output ? [] : _rules.Where(r => Rule(kind, PropertyRules.None, r, r.EndsWith("-if", StringComparison.Ordinal) ? "a:b" : "1..2") is not null).Select(r => r + "=");
        var text = word.Value is null ? word.Text : word.Text + "=";
        return $"'{text}' says nothing about an {role.ToString().ToLowerInvariant()} here; these do: {string.Join(", ", traits.Concat(rules))}".Replace(" an field", " a field");
    }
}
