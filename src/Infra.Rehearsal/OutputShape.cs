using Infra.Protocol.Properties;
using Infra.Tables.Checks;
using Infra.Tables.Format;

namespace Infra.Rehearsal;

/// <summary>Outputs in the shape of a resource table: inputs, what the cloud adds, secrets as such.</summary>
internal static class OutputShape
{
    /// <summary>Of a thing that is there.</summary>
    public static PropertyMap Of(Table table, PropertyMap inputs, PropertyMap added) =>
        Shape(table, inputs, added, _ => null);

    /// <summary>Of one that a preview foresees: what nobody can know yet is unknown.</summary>
    public static PropertyMap Foreseen(Table table, PropertyMap inputs, PropertyMap added) =>
        Shape(table, inputs, added, p => p.IsAlwaysThere ? PropertyValue.Unknown : null);

    private static PropertyMap Shape(Table table, PropertyMap inputs, PropertyMap added, Func<TableProperty, PropertyValue?> missing)
    {
        var plain = InputDefaults.WithoutNotes(inputs);
        var outputs = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var property in table.Properties)
        {
            if ((added.GetValueOrDefault(property.Name) ?? plain.GetValueOrDefault(property.Name) ?? missing(property)) is { } value)
            {
                outputs.Add(new(property.Name, property.IsSecret ? value.AsSecret() : value));
            }
        }

        return PropertyMap.From(outputs);
    }
}
