using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class StackOutputs : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", new Props { ["size"] = 1 });
        return Task.FromResult<IDictionary<string, object?>>(new Props { ["made"] = a.Made, ["hidden"] = a.Hidden, ["plain"] = new Props { ["list"] = new object[] { 1, "x", true }, ["id"] = a.Id }, ["secret"] = Output.CreateSecret(new Props { ["key"] = "k" }), ["asset"] = new StringAsset("exported") });
    }
}
