using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Classes marked with <see cref="OutputTypeAttribute"/>: objects that the engine returns.</summary>
internal static class OutputTypes
{
    private static readonly ConcurrentDictionary<Type, Shape?> _shapes = new();

    public static bool Is(Type type) => _shapes.GetOrAdd(type, Find) is not null;

    /// <summary>The names and values of an instance.</summary>
    public static bool TryGetFields(object value, out ImmutableArray<KeyValuePair<string, object?>> fields)
    {
        var shape = _shapes.GetOrAdd(value.GetType(), Find);
        fields = shape is null ? [] : [.. shape.Fields.Select(f => KeyValuePair.Create(NameOf(f), f.GetValue(value)))];
        return shape is not null;
    }

    /// <summary>Makes an instance, asking for each argument by its name and type.</summary>
    public static object Make(Type type, Func<string, Type, object?> argument)
    {
        var constructor = _shapes.GetOrAdd(type, Find)?.Constructor
            ?? throw new InvalidOperationException($"{type} is marked with [OutputType] but has no constructor marked with [OutputConstructor].");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => argument(NameOf(p), p.ParameterType))]);
    }

    private static Shape? Find(Type type)
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetCustomAttribute<OutputTypeAttribute>() is null
            ? null
            : new Shape(
                [.. type.GetFields(Instance).Where(f => f.IsInitOnly)],
                Array.Find(type.GetConstructors(Instance), c => c.GetCustomAttribute<OutputConstructorAttribute>() is not null));
    }

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;

    private static string NameOf(FieldInfo field) => char.ToLowerInvariant(field.Name[0]) + field.Name[1..];

    private sealed record Shape(ImmutableArray<FieldInfo> Fields, ConstructorInfo? Constructor);
}
