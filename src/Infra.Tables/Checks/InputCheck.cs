using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Text;
using Infra.Tables.Format;

namespace Infra.Tables.Checks;

/// <summary>Compares what a program gives with a table. What is not known yet is right.</summary>
public sealed class InputCheck
{
    private readonly Table _table;
    private readonly TableCatalog _catalog;
    private readonly ImmutableArray<InputFinding>.Builder _findings = ImmutableArray.CreateBuilder<InputFinding>();

    private InputCheck(Table table, TableCatalog catalog) => (_table, _catalog) = (table, catalog);

    private string Package => _table.Token.Split(':')[0];

    /// <summary>Everything there is to say, in the order of the properties; names beginning with __ are not looked at.</summary>
    public static ImmutableArray<InputFinding> Run(Table table, TableCatalog catalog, PropertyMap inputs)
    {
        var check = new InputCheck(table, catalog);
        var properties = table.Properties.Where(p => p.Role == PropertyRole.Input).ToList();
        var outputs = table.Properties.Where(p => p.Role == PropertyRole.Output && properties.All(i => i.Name != p.Name)).Select(p => p.Name);
        check.CheckMap("", properties, inputs, [.. outputs]);
        return check._findings.ToImmutable();
    }

    private void CheckMap(string path, IReadOnlyList<TableProperty> properties, PropertyMap given, ImmutableArray<string> outputs)
    {
        foreach (var name in given.Keys.Where(n => !n.StartsWith("__", StringComparison.Ordinal) && properties.All(p => p.Name != n)))
        {
            Error(PropertyPath.Append(path, name), outputs.Contains(name)
                ? "is an output: it is known afterwards and cannot be given"
                : $"is not known here{Suggestion.For(name, properties.Select(p => p.Name))}");
        }

        foreach (var property in properties)
        {
            CheckProperty(path, properties, property, given);
        }
    }

    private void CheckProperty(string path, IReadOnlyList<TableProperty> siblings, TableProperty property, PropertyMap given)
    {
        var place = PropertyPath.Append(path, property.Name);
        if (given.Find(property.Name) is not { } value)
        {
            CheckAbsence(place, siblings, property, given);
            return;
        }

        if (property.Rules.OnlyIf is { } condition && Holds(condition, siblings, given) == false)
        {
            Error(place, $"can be given only with {Describe(condition)}");
        }

        foreach (var other in property.Rules.Conflicts.Where(name => given.Find(name) is not null))
        {
            Error(place, $"cannot be given together with '{other}'");
        }

        foreach (var other in property.Rules.Needs.Where(name => given.Find(name) is null))
        {
            Error(place, $"needs '{other}' to be given as well");
        }

        if (property.Has(Traits.Deprecated))
        {
            _findings.Add(new InputFinding(false, place, "is deprecated"));
        }

        var isSecret = property.IsSecret || (given.TryGetValue(property.Name, out var raw) && raw.ContainsSecrets);
        CheckValue(place, property.Type, property.Rules, value, isSecret);
    }

    private void CheckAbsence(string place, IReadOnlyList<TableProperty> siblings, TableProperty property, PropertyMap given)
    {
        if (property.IsRequired || property.Has(Traits.Demanded))
        {
            Error(place, "is required and has no value");
        }
        else if (property.Rules.RequiredIf is { } condition && Holds(condition, siblings, given) == true)
        {
            Error(place, $"is required with {Describe(condition)} and has no value");
        }
        else if (property.Rules.RequiredWithout is { Count: > 0 } others && others.All(other => given.Find(other) is null))
        {
            Error(place, $"or {string.Join(" or ", others)} has to be given");
        }
    }

    /// <summary>Null if that is not known yet.</summary>
    private static bool? Holds(Condition condition, IReadOnlyList<TableProperty> siblings, PropertyMap given)
    {
        var sibling = siblings.First(s => s.Name == condition.Property);
        return given.Find(sibling.Name) switch
        {
            UnknownValue => null,
            null => sibling.Rules.Default is { } value && condition.Values.Contains(value),
            var value => ScalarText.Of(sibling.Type, value) is { } text && condition.Values.Contains(text),
        };
    }

    private static string Describe(Condition condition) => $"{condition.Property} {string.Join(" or ", condition.Values)}";

    private void CheckValue(string path, PropertyType type, PropertyRules rules, PropertyValue value, bool isSecret)
    {
        switch (type, value.Unwrap())
        {
            case (_, UnknownValue or NullValue) or (ScalarType { Scalar: Scalar.Any }, _):
                break;
            case (ListType list, ArrayValue array):
                CheckCount(path, rules, array);
                for (var i = 0; i < array.Items.Length; i++)
                {
                    CheckValue($"{path}[{i}]", list.Item, rules, array.Items[i], isSecret);
                }

                break;
            case (MapType map, ObjectValue values):
                foreach (var (name, item) in values.Properties.Where(p => !p.Key.StartsWith("__", StringComparison.Ordinal)))
                {
                    CheckValue(PropertyPath.Append(path, name), map.Item, rules, item, isSecret);
                }

                break;
            case (ObjectType named, ObjectValue nested):
                CheckMap(path, _table.Objects.First(o => o.Name == named.Name).Fields, nested.Properties, []);
                break;
            case (ScalarType or EnumType, var single) when ScalarText.Of(type, single) is { } text:
                CheckText(path, type, rules, text, isSecret);
                break;
            case var (_, other):
                Error(path, $"has to be {ScalarText.Describe(type)}, not {ScalarText.Describe(other)}");
                break;
        }
    }

    private void CheckText(string path, PropertyType type, PropertyRules rules, string text, bool isSecret)
    {
        var shown = isSecret ? "what was given" : $"'{text}'";
        if (rules.Values.Count > 0)
        {
            if (!rules.Values.Contains(text))
            {
                Error(path, $"cannot be {shown}{(isSecret ? "" : Suggestion.For(text, rules.Values))}; it is one of {string.Join(", ", rules.Values)}");
            }
        }
        else if (type is EnumType named && _catalog.FindEnum(Package, named.Name) is { } known && known.Members.All(m => m.Value != text))
        {
            _findings.Add(new InputFinding(false, path, $"{shown} is none of the known values{(isSecret ? "" : Suggestion.For(text, known.Members.Select(m => m.Value)))}; whether there is one the cloud decides"));
        }

        if (rules.Length != Bounds.Any && !rules.Length.Contains(text.Length))
        {
            Error(path, $"has {text.Length} characters; there have to be {ScalarText.Describe(rules.Length)}");
        }

        if (rules.Range != Bounds.Any && ScalarText.Number(text) is { } number && !rules.Range.Contains(number))
        {
            Error(path, $"{shown} is out of range: {ScalarText.Describe(rules.Range)}");
        }
    }

    private void CheckCount(string path, PropertyRules rules, ArrayValue array)
    {
        if (rules.Count != Bounds.Any && !rules.Count.Contains(array.Items.Length))
        {
            Error(path, $"has {array.Items.Length} items; there have to be {ScalarText.Describe(rules.Count)}");
        }
    }

    private void Error(string path, string reason) => _findings.Add(new InputFinding(true, path, reason));
}
