using Infra.Protocol.Properties;
using Infra.Tables.Format;

namespace Infra.Tables.Checks;

/// <summary>Fills in what a provider of the bridge to Terraform fills in, and notes it as such a provider does.</summary>
public static class InputDefaults
{
    /// <summary>In every object, the names that were filled in.</summary>
    public const string Note = "__defaults";

    /// <summary>
    /// Inputs with defaults and, if none is given, the name: the old one if it was generated, an unknown one otherwise.
    /// </summary>
    public static PropertyMap Fill(Table table, PropertyMap? olds, PropertyMap news)
    {
        var filled = FillDefaults(table, news);
        var names = new List<string>();
        foreach (var property in table.Properties.Where(p => p.Has(Traits.Auto) && filled.Find(p.Name) is null))
        {
            var kept = olds is not null && WasFilled(olds, property.Name) ? olds.GetValueOrDefault(property.Name) : null;
            filled = filled.With(property.Name, kept ?? PropertyValue.Unknown);
            names.Add(property.Name);
        }

        return WithNote(filled, names);
    }

    /// <summary>Inputs with defaults, but without a generated name.</summary>
    public static PropertyMap FillDefaults(Table table, PropertyMap inputs) =>
        Fill(table, table.Properties.Where(p => p.Role == PropertyRole.Input), inputs);

    /// <summary>The inputs without notes, in all depths.</summary>
    public static PropertyMap WithoutNotes(PropertyMap inputs) =>
        PropertyMap.From(inputs.Where(p => !p.Key.StartsWith("__", StringComparison.Ordinal)).Select(p => KeyValuePair.Create(p.Key, WithoutNotes(p.Value))));

    /// <summary>Whether a name was filled in; of inputs without notes nobody knows, and they count as such.</summary>
    public static bool WasFilled(PropertyMap inputs, string name) =>
        inputs.Find(Note) is not ArrayValue note || note.Items.Any(i => i is StringValue text && text.Value == name);

    private static PropertyValue WithoutNotes(PropertyValue value) => value switch
    {
        ObjectValue map => WithoutNotes(map.Properties),
        ArrayValue array => PropertyValue.Array(array.Items.Select(WithoutNotes)),
        SecretValue secret => new SecretValue(WithoutNotes(secret.Value)),
        _ => value,
    };

    private static PropertyMap Fill(Table table, IEnumerable<TableProperty> properties, PropertyMap given)
    {
        var filled = given;
        var names = new List<string>();
        foreach (var property in properties)
        {
            if (filled.TryGetValue(property.Name, out var value) && value is not NullValue)
            {
                filled = filled.With(property.Name, Fill(table, property.Type, value));
            }
            else if (property.Rules.Default is { } text && property.Rules.Conflicts.All(other => given.Find(other) is null))
            {
                filled = filled.With(property.Name, ScalarText.Parse(property.Type, text));
                names.Add(property.Name);
            }
        }

        return WithNote(filled, names);
    }

    private static PropertyValue Fill(Table table, PropertyType type, PropertyValue value) => (type, value) switch
    {
        (_, SecretValue secret) => new SecretValue(Fill(table, type, secret.Value)),
        (_, OutputValue { Value: { } known } output) => output with { Value = Fill(table, type, known) },
        (ListType list, ArrayValue array) => PropertyValue.Array(array.Items.Select(item => Fill(table, list.Item, item))),
        (MapType map, ObjectValue entries) => PropertyMap.From(entries.Properties.Select(e => KeyValuePair.Create(e.Key, Fill(table, map.Item, e.Value)))),
        (ObjectType named, ObjectValue nested) => Fill(table, table.Objects.First(o => o.Name == named.Name).Fields, nested.Properties),
        _ => value,
    };

    private static PropertyMap WithNote(PropertyMap inputs, IEnumerable<string> names)
    {
        var noted = inputs.Find(Note) is ArrayValue note ? note.Items.OfType<StringValue>().Select(v => v.Value) : [];
        return inputs.With(Note, PropertyValue.Array(noted.Union(names).Order(StringComparer.Ordinal).Select(n => (PropertyValue)n)));
    }
}
