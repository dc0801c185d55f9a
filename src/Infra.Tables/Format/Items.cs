using System.Collections;

namespace Infra.Tables.Format;

/// <summary>A list that never changes and equals another by its items, so that a table can be compared with an earlier reading of it.</summary>
public sealed class Items<T> : IReadOnlyList<T>, IEquatable<Items<T>>
{
    private readonly T[] _items;

    public Items(IEnumerable<T> items) => _items = items.ToArray();

    public static Items<T> None { get; } = new([]);

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public bool Equals(Items<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as Items<T>);

    public override int GetHashCode() => _items.Aggregate(_items.Length, (hash, item) => (hash * 31) + (item?.GetHashCode() ?? 0));
}
