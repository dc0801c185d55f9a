using System.Collections.Immutable;

namespace Infra.Machine.States;

/// <summary>A database whose owner is the server's user of the same name, without a password.</summary>
public sealed record DatabaseState(string Engine, string Name, string Owner, bool Protect)
{
    public ImmutableArray<string> Extensions { get; init; } = [];
}
