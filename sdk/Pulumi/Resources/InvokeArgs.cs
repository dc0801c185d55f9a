using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The inputs of a provider function.</summary>
public class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new();

    private protected sealed override void ValidateMember(Type memberType, string fullName)
    {
        // Plain values and inputs are both allowed here.
    }
}

/// <summary>The inputs of a provider function whose args class does not exist, by name.</summary>
public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override IReadOnlyDictionary<string, object?> ToDictionary() => dictionary;
}
