using System.Collections.Immutable;
using Infra.Engine.State;

namespace Infra.Engine.Execution;

/// <summary>What a provider call left, and why it is not well although it is there.</summary>
internal sealed record CallResult(ResourceState State, ImmutableArray<string> Problems)
{
    public static implicit operator CallResult(ResourceState state) => new(state, []);
}
