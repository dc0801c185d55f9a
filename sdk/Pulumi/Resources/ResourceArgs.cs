using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The inputs of a resource.</summary>
public class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new();

    private protected sealed override void ValidateMember(Type memberType, string fullName)
    {
        if (!typeof(IInput).IsAssignableFrom(memberType))
        {
            throw new InvalidOperationException($"{fullName} is a {memberType.Name}; a property of resource arguments must be an Input<T>.");
        }
    }
}

/// <summary>The inputs of a resource whose args class does not exist, by name.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override IReadOnlyDictionary<string, object?> ToDictionary() => dictionary;
}
