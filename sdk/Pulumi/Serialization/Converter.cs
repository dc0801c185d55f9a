using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Makes deserialized values instances of the types that properties have.</summary>
internal static class Converter
{
    /// <summary>The data with its value as a T; what does not fit is warned of and becomes the default.</summary>
    public static OutputData<T> Convert<T>(string context, OutputData<object?> data, Action<string> warn)
    {
        if (!data.IsKnown)
        {
            return data.WithValue<T>(default!);
        }

        try
        {
            return data.WithValue((T)Convert(context, data.Value, typeof(T))!);
        }
        catch (ConversionException e)
        {
            warn(e.Message);
            return data.WithValue(Default<T>());
        }
    }

    /// <summary>What a property without a value holds: an empty collection, or the default.</summary>
    public static T Default<T>() => (T)Nothing(typeof(T))!;

    /// <exception cref="ConversionException">The value does not fit.</exception>
    public static object? Convert(string context, object? value, Type target)
    {
        if (Nullable.GetUnderlyingType(target) is { } underlying)
        {
            return value is null ? null : Convert(context, value, underlying);
        }

        if (target == typeof(JsonElement))
        {
            return PlainJson.ToElement(value);
        }

        if (value is null)
        {
            return Nothing(target);
        }

        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        return ConvertNumber(value, target)
            ?? ConvertUnion(context, value, target)
            ?? CollectionConversion.TryConvert(context, value, target)
            ?? ConvertObject(context, value, target)
            ?? throw new ConversionException(context, value, target);
    }

    private static object? Nothing(Type target) =>
        CollectionConversion.TryMakeEmpty(target) ?? (target.IsValueType && Nullable.GetUnderlyingType(target) is null ? RuntimeHelpers.GetUninitializedObject(target) : null);

    private static object? ConvertNumber(object value, Type target) => value switch
    {
        double number when target == typeof(int) && double.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue => (int)number,
        double number when target.IsEnum && double.IsInteger(number) => Enum.ToObject(target, (int)number),
        string or double when EnumTypes.Is(target) => EnumTypes.Make(target, value),
        _ => null,
    };

    private static object? ConvertUnion(string context, object value, Type target)
    {
        if (!target.IsGenericType || target.GetGenericTypeDefinition() != typeof(Union<,>))
        {
            return null;
        }

        var cases = target.GetGenericArguments();
        var union = (IUnion)RuntimeHelpers.GetUninitializedObject(target);
        try
        {
            return union.OfT0(Convert(context, value, cases[0]));
        }
        catch (ConversionException)
        {
            return union.OfT1(Convert(context, value, cases[1]));
        }
    }

    private static object? ConvertObject(string context, object value, Type target)
    {
        if (value is not ImmutableDictionary<string, object?> fields)
        {
            return null;
        }

        if (target.GetCustomAttribute<DiscriminatedUnionDiscriminatorAttribute>() is { } discriminator)
        {
            var tag = fields.GetValueOrDefault(discriminator.Name) as string;
            return target.GetCustomAttributes<DiscriminatedUnionCaseAttribute>().FirstOrDefault(c => c.DiscriminatorValue == tag) is { } found
                ? Convert(context, value, found.CaseType)
                : null;
        }

        return OutputTypes.Is(target)
            ? OutputTypes.Make(target, (name, type) => Convert($"{context}.{name}", fields.GetValueOrDefault(name), type))
            : null;
    }
}
