using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ProvidersOfComponents : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var test = new Provider("one", []);
        var other = new Provider("two", [], package: "other");
        var box = new Box("box", new ComponentResourceOptions { Providers = { test, other } });
        _ = new Thing("a", [], new CustomResourceOptions { Parent = box });
        var inner = new Box("inner", new ComponentResourceOptions { Parent = box, Provider = new Provider("three", []) });
        _ = new Thing("b", [], new CustomResourceOptions { Parent = inner });
        _ = new CustomResource("other:index:Thing", "c", new Props { ["x"] = 1 }.Args, new CustomResourceOptions { Parent = inner });
        _ = new CustomResource("third:index:Thing", "d", new Props { ["x"] = 1 }.Args, new CustomResourceOptions { Parent = inner });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
