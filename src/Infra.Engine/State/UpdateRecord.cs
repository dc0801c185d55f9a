using System.Collections.Immutable;

namespace Infra.Engine.State;

/// <summary>One finished operation, as the history keeps it.</summary>
public sealed record UpdateRecord(
    string Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    string Message,
    bool Succeeded,
    ImmutableSortedDictionary<string, int> ResourceChanges);
