using System.Collections;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Turns an input, whatever inputs it holds, into one output of plain values.</summary>
internal static class Flattening
{
    public static async Task<OutputData<object?>> FlattenAsync(IInput input)
    {
        var data = await input.Content.GetDataAsync().ConfigureAwait(false);
        return data switch
        {
            { IsKnown: false } => data,
            { Value: IDictionary entries } => data.Then(await FlattenEntriesAsync(entries).ConfigureAwait(false)),
            { Value: IEnumerable items and not string } when ItemsAreInputs(data.Value) => data.Then(await FlattenItemsAsync(items).ConfigureAwait(false)),
            _ => data,
        };
    }

    private static bool ItemsAreInputs(object? list) =>
        list!.GetType() is { IsGenericType: true } type && typeof(IInput).IsAssignableFrom(type.GetGenericArguments()[0]);

    private static async Task<OutputData<object?>> FlattenItemsAsync(IEnumerable items)
    {
        var all = await Output.AllOf(items.Cast<object?>().Select(Output.ToObject)).DataTask.ConfigureAwait(false);
        return all.WithValue<object?>(all.Value);
    }

    private static async Task<OutputData<object?>> FlattenEntriesAsync(IDictionary entries)
    {
        var keys = entries.Keys.Cast<string>().ToArray();
        var all = await Output.AllOf(keys.Select(key => Output.ToObject(entries[key]))).DataTask.ConfigureAwait(false);
        return all.IsKnown
            ? all.WithValue<object?>(keys.Zip(all.Value).ToImmutableDictionary(p => p.First, p => p.Second))
            : all.WithValue<object?>(null);
    }
}
