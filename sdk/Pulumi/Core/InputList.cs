using System.Collections;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A list of inputs, each of which may still be unknown.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _items;

    public InputList()
        : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> items)
        : base(output: null) => _items = items;

    private protected override IOutput Content => _items;

    public static implicit operator InputList<T>(T value) => ImmutableArray.Create<Input<T>>(value);

    public static implicit operator InputList<T>(Output<T> value) => ImmutableArray.Create<Input<T>>(value);

    public static implicit operator InputList<T>(Input<T> value) => ImmutableArray.Create(value);

    public static implicit operator InputList<T>(T[] values) => Each(values);

    public static implicit operator InputList<T>(Output<T>[] values) => Each(values);

    public static implicit operator InputList<T>(Input<T>[] values) => ImmutableArray.Create(values);

    public static implicit operator InputList<T>(List<T> values) => Each(values);

    public static implicit operator InputList<T>(List<Output<T>> values) => Each(values);

    public static implicit operator InputList<T>(List<Input<T>> values) => values.ToImmutableArray();

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Each(values);

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Each(values);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new(Output.Create(values));

    public static implicit operator InputList<T>(Output<T[]> values) => From(values);

    public static implicit operator InputList<T>(Output<List<T>> values) => From(values);

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => From(values);

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(v => Wrap(v)));

    public void Add(params Input<T>[] inputs) => _items = _items.Apply(items => items.AddRange(inputs));

    /// <summary>Appends all items of another list.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => _items = Join(_items, inputs._items);

    /// <summary>A new list of the items of both.</summary>
    public InputList<T> Concat(InputList<T> other) => new(Join(_items, other._items));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await Completing.LeaveAsync(_items.DataTask.WaitAsync(cancellationToken)).ConfigureAwait(false);
        foreach (var item in data.IsKnown ? data.Value : [])
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The items of an {nameof(InputList<T>)} may not be known yet; use 'await foreach' or Apply.");

    internal override Output<ImmutableArray<T>> ToOutputCore() =>
        _items.Apply(items => Output.AllOf(items.Select(i => i.ToOutput())));

    private static ImmutableArray<Input<T>> Wrap(IEnumerable<T>? values) => [.. (values ?? []).Select(v => (Input<T>)v)];

    private static ImmutableArray<Input<T>> Wrap(ImmutableArray<T> values) => values.IsDefault ? [] : Wrap((IEnumerable<T>)values);

    private static InputList<T> Each(IEnumerable<T> values) => Wrap(values);

    private static InputList<T> Each(IEnumerable<Output<T>> values) => values.Select(v => (Input<T>)v).ToImmutableArray();

    private static InputList<T> From<TItems>(Output<TItems> values)
        where TItems : IEnumerable<T> => new(values.Apply(v => Wrap(v)));

    private static Output<ImmutableArray<Input<T>>> Join(Output<ImmutableArray<Input<T>>> first, Output<ImmutableArray<Input<T>>> second) =>
        Output.Tuple(first, second).Apply(both => both.Item1.AddRange(both.Item2));
}
