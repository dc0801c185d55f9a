using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Makes immutable arrays and dictionaries of a type known only at run time.</summary>
internal abstract class CollectionConversion
{
    private static readonly ConcurrentDictionary<Type, CollectionConversion?> _conversions = new();

    protected abstract object Empty { get; }

    /// <summary>The empty collection; null if the target is no collection.</summary>
    public static object? TryMakeEmpty(Type target) => _conversions.GetOrAdd(target, Find)?.Empty;

    /// <summary>The collection; null if the target is no collection or the value is none.</summary>
    public static object? TryConvert(string context, object value, Type target) => _conversions.GetOrAdd(target, Find)?.TryMake(context, value);

    protected abstract object? TryMake(string context, object value);

    private static CollectionConversion? Find(Type target)
    {
        if (!target.IsGenericType)
        {
            return null;
        }

        var definition = target.GetGenericTypeDefinition();
        var arguments = target.GetGenericArguments();
        var conversion = definition == typeof(ImmutableArray<>) ? typeof(ArrayConversion<>).MakeGenericType(arguments)
            : definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) ? typeof(DictionaryConversion<>).MakeGenericType(arguments[1])
            : null;
        return conversion is null ? null : (CollectionConversion)Activator.CreateInstance(conversion)!;
    }

    private sealed class ArrayConversion<T> : CollectionConversion
    {
        protected override object Empty => ImmutableArray<T>.Empty;

        protected override object? TryMake(string context, object value) => value is not ImmutableArray<object?> items ? null
            : items.Select((item, i) => (T)Converter.Convert($"{context}[{i}]", item, typeof(T))!).ToImmutableArray();
    }

    private sealed class DictionaryConversion<T> : CollectionConversion
    {
        protected override object Empty => ImmutableDictionary<string, T>.Empty;

        protected override object? TryMake(string context, object value) => value is not ImmutableDictionary<string, object?> entries ? null
            : entries.ToImmutableDictionary(e => e.Key, e => (T)Converter.Convert($"{context}.{e.Key}", e.Value, typeof(T))!);
    }
}
