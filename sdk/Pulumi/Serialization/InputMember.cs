using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A member of an args class with its wire name; found once per class.</summary>
internal sealed record InputMember(string Name, string FullName, Type Type, bool IsRequired, bool Json, Func<object, object?> Read)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> _members = new();

    public static ImmutableArray<InputMember> Of(Type type) => _members.GetOrAdd(type, Find);

    public object? GetValue(object args)
    {
        var value = Read(args);
        if (value is null)
        {
            return IsRequired ? throw new ArgumentNullException(FullName, $"{FullName} is required but has no value.") : null;
        }

        return Json ? new JsonInput(value) : value;
    }

    private static ImmutableArray<InputMember> Find(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = ImmutableArray.CreateBuilder<InputMember>();
        for (var current = type; current is not null && current != typeof(InputArgs); current = current.BaseType)
        {
            foreach (var field in current.GetFields(Declared))
            {
                if (field.GetCustomAttribute<InputAttribute>() is { } input)
                {
                    members.Add(Make(field, input, field.FieldType, field.GetValue));
                }
            }

            foreach (var property in current.GetProperties(Declared))
            {
                if (property.GetCustomAttribute<InputAttribute>() is { } input && members.All(m => m.Name != input.Name))
                {
                    members.Add(Make(property, input, property.PropertyType, property.GetValue));
                }
            }
        }

        return members.ToImmutable();
    }

    private static InputMember Make(MemberInfo member, InputAttribute input, Type type, Func<object, object?> read) =>
        new(input.Name, $"{member.DeclaringType!.FullName}.{member.Name}", type, input.IsRequired, input.Json, read);
}
