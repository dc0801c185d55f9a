using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>Finds object types that properties are made of.</summary>
internal static class Reach
{
    /// <summary>Those of the table that the properties use, themselves or through others, in the order of the table.</summary>
    public static IEnumerable<ObjectTable> Of(Table table, IEnumerable<TableProperty> properties)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>(Used(properties));
        while (pending.Count > 0)
        {
            var name = pending.Dequeue();
            if (reached.Add(name) && table.Objects.FirstOrDefault(o => o.Name == name) is { } type)
            {
                foreach (var used in Used(type.Fields))
                {
                    pending.Enqueue(used);
                }
            }
        }

        return table.Objects.Where(o => reached.Contains(o.Name));
    }

    private static IEnumerable<string> Used(IEnumerable<TableProperty> properties) =>
        properties.Select(p => p.Type.Innermost).OfType<ObjectType>().Select(t => t.Name);
}
