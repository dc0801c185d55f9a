using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Infra.Protocol.Properties;

/// <summary>Names to values in ordinal order. Immutable; equality is structural.</summary>
[CollectionBuilder(typeof(PropertyMapBuilder), nameof(PropertyMapBuilder.Create))]
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    private readonly ImmutableSortedDictionary<string, PropertyValue> _items;

    internal PropertyMap(ImmutableSortedDictionary<string, PropertyValue> items) => _items = items;

    public static PropertyMap Empty { get; } = new(ImmutableSortedDictionary.Create<string, PropertyValue>(StringComparer.Ordinal));

    public int Count => _items.Count;

    public IEnumerable<string> Keys => _items.Keys;

    public IEnumerable<PropertyValue> Values => _items.Values;

    public bool ContainsUnknowns => _items.Any(i => i.Value.ContainsUnknowns);

    public bool ContainsSecrets => _items.Any(i => i.Value.ContainsSecrets);

    /// <summary>The value by that name; KeyNotFoundException if there is none.</summary>
    public PropertyValue this[string key] => _items[key];

    /// <summary>A map of the given pairs; a later pair of the same name wins.</summary>
    public static PropertyMap From(IEnumerable<KeyValuePair<string, PropertyValue>> pairs)
    {
        var builder = Empty._items.ToBuilder();
        foreach (var (key, value) in pairs)
        {
            builder[key] = value;
        }

        return builder.Count == 0 ? Empty : new PropertyMap(builder.ToImmutable());
    }

    public PropertyMap With(string key, PropertyValue value) => new(_items.SetItem(key, value));

    public PropertyMap Without(string key) => new(_items.Remove(key));

    /// <summary>The value by that name without secret and output wrappers; null if absent or JSON null.</summary>
    public PropertyValue? Find(string key) =>
        _items.TryGetValue(key, out var value) && value.Unwrap() is var plain and not NullValue ? plain : null;

    public bool ContainsKey(string key) => _items.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => _items.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public bool Equals(PropertyMap? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Count != other.Count)
        {
            return false;
        }

        foreach (var (key, value) in _items)
        {
            if (!other._items.TryGetValue(key, out var theirs) || !value.Equals(theirs))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (key, value) in _items)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => PropertyText.Render(new ObjectValue(this));
}

/// <summary>Lets a <see cref="PropertyMap"/> be written as a collection expression of pairs.</summary>
public static class PropertyMapBuilder
{
    public static PropertyMap Create(ReadOnlySpan<KeyValuePair<string, PropertyValue>> pairs) => PropertyMap.From(pairs.ToArray());
}
