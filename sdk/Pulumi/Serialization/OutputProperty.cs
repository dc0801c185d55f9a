using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>An [Output] property of a resource class with its wire name; found once per class.</summary>
internal sealed record OutputProperty(string Name, PropertyInfo Property)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputProperty>> _properties = new();

    public bool IsOutput => Property.PropertyType.IsGenericType && Property.PropertyType.GetGenericTypeDefinition() == typeof(Output<>);

    public static ImmutableArray<OutputProperty> Of(Type type) => _properties.GetOrAdd(type, Find);

    private static ImmutableArray<OutputProperty> Find(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var properties = ImmutableArray.CreateBuilder<OutputProperty>();

        // Level by level, because a private setter is only visible on the class that declares it.
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var property in current.GetProperties(Declared))
            {
                if (property.GetCustomAttribute<OutputAttribute>() is { } output)
                {
                    properties.Add(new OutputProperty(output.Name ?? property.Name, property));
                }
            }
        }

        return properties.ToImmutable();
    }
}
