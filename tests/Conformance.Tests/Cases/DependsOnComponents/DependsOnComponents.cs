using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class DependsOnComponents : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var outer = new Box("outer");
        var one = new Thing("one", [], new CustomResourceOptions { Parent = outer });
        var inner = new Box("inner", new ComponentResourceOptions { Parent = outer });
        _ = new Thing("two", [], new CustomResourceOptions { Parent = inner });
        var three = new Thing("three", [], new CustomResourceOptions { Parent = one });
        var remote = new Remote("remote", [], new ComponentResourceOptions { Parent = inner });
        _ = new Thing("under-remote", [], new CustomResourceOptions { Parent = remote });
        _ = new Thing("after", [], new CustomResourceOptions { DependsOn = { outer } });
        _ = new Thing("after-inner", new Props { ["inner"] = inner }, new CustomResourceOptions { DependsOn = { inner } });
        _ = new Box("box-after", new ComponentResourceOptions { DependsOn = { outer, three } });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
