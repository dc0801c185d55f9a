using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Engine.State;

/// <summary>One finished operation, as the history keeps it.</summary>
public sealed record UpdateRecord(
    string Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    string Message,
    bool Succeeded,
    ImmutableSortedDictionary<string, int> ResourceChanges)
{
    /// <summary>Its place in the history: 1 is the oldest; 0 if it is not in one yet.</summary>
    public int Version { get; init; }

    /// <summary>What is known of where it ran, such as "git.head".</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The stack's configuration then, by full key; secrets as {"secure": ciphertext}. Null if it is not known.</summary>
    public JsonObject? Config { get; init; }
}
