using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class SecretsOfUnknowns : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        _ = new Thing("b", new Props
        {
            ["secret"] = Output.CreateSecret(a.Made),
            ["mixed"] = Output.Tuple(a.Made, Output.CreateSecret("s")).Apply(t => t.Item1 + t.Item2),
            ["hidden"] = a.Hidden.Apply(h => h.Length),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
