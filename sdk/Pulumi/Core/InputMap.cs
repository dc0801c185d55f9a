using System.Collections;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Names with inputs, each of which may still be unknown.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _items;

    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> items)
        : base(output: null) => _items = items;

    private protected override IOutput Content => _items;

    public Input<TValue> this[string key]
    {
        set => _items = _items.Apply(items => items.SetItem(key, value));
    }

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Output.Create(Wrap(values)));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Output.Create(Wrap(values)));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(v => Wrap(v)));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(v => Wrap(v)));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(v => Wrap(v)));

    /// <summary>A new map of both; where both have a name, the second's value.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) => new(Join(first._items, second._items));

    /// <summary>Adds a name that is not there yet.</summary>
    public void Add(string key, Input<TValue> value) => _items = _items.Apply(items => items.Add(key, value));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values) => _items = Join(_items, values._items);

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await Completing.LeaveAsync(_items.DataTask.WaitAsync(cancellationToken)).ConfigureAwait(false);
        foreach (var (key, value) in data.IsKnown ? data.Value : [])
        {
            yield return value.ToOutput().Apply(v => KeyValuePair.Create(key, v));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The entries of an {nameof(InputMap<TValue>)} may not be known yet; use 'await foreach' or Apply.");

    internal override Output<ImmutableDictionary<string, TValue>> ToOutputCore() =>
        _items.Apply(items =>
        {
            var pairs = items.Select(item => item.Value.ToOutput().Apply(v => KeyValuePair.Create(item.Key, v)));
            return Output.AllOf(pairs).Apply(all => all.ToImmutableDictionary());
        });

    private static ImmutableDictionary<string, Input<TValue>> Wrap(IEnumerable<KeyValuePair<string, TValue>>? values) =>
        (values ?? []).ToImmutableDictionary(v => v.Key, v => (Input<TValue>)v.Value);

    private static Output<ImmutableDictionary<string, Input<TValue>>> Join(
        Output<ImmutableDictionary<string, Input<TValue>>> first, Output<ImmutableDictionary<string, Input<TValue>>> second) =>
        Output.Tuple(first, second).Apply(both => both.Item1.SetItems(both.Item2));
}
