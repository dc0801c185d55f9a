using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Pulumi.Serialization;

/// <summary>Makes immutable arrays and dictionaries of a type known only at run time, in programs compiled to machine code too.</summary>
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
        return definition == typeof(ImmutableArray<>) ? new ArrayConversion(target, arguments[0])
            : definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) ? MakeDictionaryConversion(arguments[1])
            : null;
    }

    /// <summary>Machine code is shared by all classes; of structs a program has what is made here.</summary>
    private static CollectionConversion MakeDictionaryConversion(Type value)
    {
        if (value == typeof(bool))
        {
            return new DictionaryConversion<bool>();
        }

        if (value == typeof(int))
        {
            return new DictionaryConversion<int>();
        }

        if (value == typeof(double))
        {
            return new DictionaryConversion<double>();
        }

        if (value == typeof(ImmutableArray<string>))
        {
            return new DictionaryConversion<ImmutableArray<string>>();
        }

        try
        {
            return (CollectionConversion)Activator.CreateInstance(typeof(DictionaryConversion<>).MakeGenericType(value))!;
        }
        catch (NotSupportedException e) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return new RefusedDictionary(value, e);
        }
    }

    private sealed class ArrayConversion(Type target, Type element) : CollectionConversion
    {
        protected override object Empty => field ??= Wrap(Array.CreateInstance(element, 0));

        protected override object? TryMake(string context, object value)
        {
            if (value is not ImmutableArray<object?> items)
            {
                return null;
            }

            var made = Array.CreateInstance(element, items.Length);
            for (var i = 0; i < items.Length; i++)
            {
                made.SetValue(Converter.Convert($"{context}[{i}]", items[i], element), i);
            }

            return Wrap(made);
        }

        /// <summary>As ImmutableCollectionsMarshal does for a type known to the compiler: an ImmutableArray is its array.</summary>
        private object Wrap(Array items) => RuntimeHelpers.Box(ref Unsafe.As<Array, byte>(ref items), target.TypeHandle)!;
    }

    /// <summary>Says so where the dictionary is wanted.</summary>
    private sealed class RefusedDictionary(Type value, NotSupportedException reason) : CollectionConversion
    {
        protected override object Empty => throw Refusal("A dictionary");

        protected override object? TryMake(string context, object value) => throw Refusal(context);

        private InvalidOperationException Refusal(string context) => new(
            $"{context}: a program compiled to machine code can't receive an ImmutableDictionary<string, {value}>; of structs it knows bool, int, double and arrays of classes. "
            + "Receive a dictionary of a class, or leave <PublishAot> out of the program's project.", reason);
    }

    private sealed class DictionaryConversion<T> : CollectionConversion
    {
        protected override object Empty => ImmutableDictionary<string, T>.Empty;

        protected override object? TryMake(string context, object value) => value is not ImmutableDictionary<string, object?> entries ? null
            : entries.ToImmutableDictionary(e => e.Key, e => (T)Converter.Convert($"{context}.{e.Key}", e.Value, typeof(T))!);
    }
}
