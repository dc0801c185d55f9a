using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Structs marked with <see cref="EnumTypeAttribute"/>: a string or number under a name.</summary>
internal static class EnumTypes
{
    private static readonly ConcurrentDictionary<Type, MethodInfo?> _conversions = new();

    public static bool Is(Type type) => type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null;

    /// <summary>The string or number that the value stands for.</summary>
    public static bool TryGetValue(object value, out object? plain)
    {
        plain = null;
        if (_conversions.GetOrAdd(value.GetType(), FindConversion) is not { } conversion)
        {
            return false;
        }

        plain = conversion.Invoke(null, [value]);
        return true;
    }

    /// <summary>The value that stands for that string or number; null if the type has no such constructor.</summary>
    public static object? Make(Type type, object plain) =>
        type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [plain.GetType()])?.Invoke([plain]);

    private static MethodInfo? FindConversion(Type type) => !Is(type) ? null
        : type.GetMethods(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(m =>
            m.Name is "op_Explicit" or "op_Implicit" && (m.ReturnType == typeof(string) || m.ReturnType == typeof(double)))
        ?? throw new InvalidOperationException($"{type} is marked with [EnumType] but has no conversion to string or double.");
}
