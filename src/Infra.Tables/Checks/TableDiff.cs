using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Tables.Format;

namespace Infra.Tables.Checks;

/// <summary>What a change of inputs means: nothing, an update, or a new resource.</summary>
public sealed class TableDiff
{
    private readonly Table _table;
    private readonly ImmutableSortedDictionary<string, PropertyDiff>.Builder _found = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);

    private TableDiff(Table table) => _table = table;

    /// <summary>The difference by path. What is not known yet differs from everything; whether something is secret does not count.</summary>
    public static DiffResult Between(Table table, PropertyMap olds, PropertyMap news)
    {
        var diff = new TableDiff(table);
        var (before, after) = (Plain(table, olds), Plain(table, news));
        var properties = table.Properties.Where(p => p.Role == PropertyRole.Input).ToList();
        foreach (var property in properties)
        {
            diff.Compare(property.Name, property, before, after, isReplacing: false);
        }

        return diff._found.Count == 0 ? DiffResult.None : diff.Result(olds, news);
    }

    private DiffResult Result(PropertyMap olds, PropertyMap news)
    {
        var replaces = Tops(_found.Where(d => d.Value.Kind.IsReplace()).Select(d => d.Key));
        // Two things of one name cannot be there at the same time; a generated one gives way.
        var keepsName = _table.Properties.FirstOrDefault(p => p.Has(Traits.Auto)) is { } name
            && !InputDefaults.WasFilled(news, name.Name) && Equals(olds.Find(name.Name), news.Find(name.Name));
        return new DiffResult(
            DiffChanges.Some, replaces, [], DeleteBeforeReplace: !replaces.IsEmpty && keepsName, Tops(_found.Keys), _found.ToImmutable());
    }

    private void Compare(string path, TableProperty property, PropertyMap olds, PropertyMap news, bool isReplacing)
    {
        var (old, now) = (olds.Find(property.Name), news.Find(property.Name));
        isReplacing |= property.Has(Traits.Replaces) || (property.Rules.ReplacesFrom is { } from && old is not null && ScalarText.Of(property.Type, old) == from);
        if (now is null && property.Has(Traits.Computed))
        {
            // The provider keeps what it is no longer told.
            return;
        }

        Compare(path, property.Type, property.Has(Traits.Unordered), old, now, isReplacing);
    }

    private void Compare(string path, PropertyType type, bool isUnordered, PropertyValue? old, PropertyValue? now, bool isReplacing)
    {
        (old, now) = (Known(old), Known(now));
        switch (type, old, now)
        {
            case (_, null, null):
                break;
            case (_, null, _):
                Add(path, PropertyDiffKind.Add, isReplacing);
                break;
            case (_, _, null):
                Add(path, PropertyDiffKind.Delete, isReplacing);
                break;
            case (ListType list, ArrayValue a, ArrayValue b):
                var (olds, news) = isUnordered ? Different(list.Item, a.Items, b.Items) : (Numbered(a.Items), Numbered(b.Items));
                CompareItems(path, list.Item, olds, news, isReplacing);
                break;
            case (MapType map, ObjectValue a, ObjectValue b):
                foreach (var key in a.Properties.Keys.Union(b.Properties.Keys).Order(StringComparer.Ordinal))
                {
                    Compare(PropertyPath.Append(path, key), map.Item, false, a.Properties.Find(key), b.Properties.Find(key), isReplacing);
                }

                break;
            case (ObjectType named, ObjectValue a, ObjectValue b):
                foreach (var field in _table.Objects.First(o => o.Name == named.Name).Fields)
                {
                    Compare(PropertyPath.Append(path, field.Name), field, a.Properties, b.Properties, isReplacing);
                }

                break;
            case (_, not null, not null) when !IsSame(type, old, now):
                Add(path, PropertyDiffKind.Update, isReplacing);
                break;
        }
    }

    private void CompareItems(string path, PropertyType type, List<(int Index, PropertyValue Value)> olds, List<(int Index, PropertyValue Value)> news, bool isReplacing)
    {
        for (var i = 0; i < Math.Max(olds.Count, news.Count); i++)
        {
            var (old, now) = (i < olds.Count ? olds[i] : default, i < news.Count ? news[i] : default);
            Compare($"{path}[{(i < news.Count ? now.Index : old.Index)}]", type, false, old.Value, now.Value, isReplacing);
        }
    }

    private static List<(int Index, PropertyValue Value)> Numbered(ImmutableArray<PropertyValue> items) => [.. items.Select((item, i) => (i, item))];

    /// <summary>The items of each list that the other does not have as well.</summary>
    private (List<(int Index, PropertyValue Value)> Olds, List<(int Index, PropertyValue Value)> News) Different(PropertyType type, ImmutableArray<PropertyValue> olds, ImmutableArray<PropertyValue> news)
    {
        var (left, right) = (Numbered(olds), Numbered(news));
        foreach (var old in Numbered(olds))
        {
            var same = right.FindIndex(now => new TableDiff(_table).IsNone(type, old.Value, now.Value));
            if (same >= 0)
            {
                right.RemoveAt(same);
                left.Remove(old);
            }
        }

        return (left, right);
    }

    private bool IsNone(PropertyType type, PropertyValue old, PropertyValue now)
    {
        Compare("", type, false, old, now, isReplacing: false);
        return _found.Count == 0;
    }

    private static bool IsSame(PropertyType type, PropertyValue old, PropertyValue now) =>
        old is not UnknownValue && now is not UnknownValue
        && (old.Equals(now) || (ScalarText.Of(type, old) is { } text && text == ScalarText.Of(type, now)));

    private static PropertyMap Plain(Table table, PropertyMap inputs) => InputDefaults.WithoutNotes(InputDefaults.FillDefaults(table, inputs));

    private static PropertyValue? Known(PropertyValue? value) => value?.Unwrap() is var plain and not NullValue ? plain : null;

    private void Add(string path, PropertyDiffKind kind, bool isReplacing) => _found[path] = new PropertyDiff(isReplacing ? kind.ToReplace() : kind);

    private static ImmutableArray<string> Tops(IEnumerable<string> paths) => [.. paths.Select(p => p.Split('.', '[')[0]).Distinct(StringComparer.Ordinal)];
}
