using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ReplaceWith : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        var b = new Thing("b", []);
        _ = new Thing("c", [], new CustomResourceOptions { ReplaceWith = { b, a }, DependsOn = { a } });
        _ = new Thing("d", [], new CustomResourceOptions { ReplacementTrigger = "v1" });
        _ = new Thing("e", [], new CustomResourceOptions { ReplacementTrigger = new Props { ["list"] = new object[] { 1, "two" } } });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
