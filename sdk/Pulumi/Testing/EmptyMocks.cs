using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Mocks whose resources have no outputs and whose functions return nothing.</summary>
public class EmptyMocks : IMocks
{
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
        Task.FromResult<(string? id, object state)>((null, ImmutableDictionary<string, object>.Empty));

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);
}
