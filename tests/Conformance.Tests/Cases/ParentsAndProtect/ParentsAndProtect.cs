using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ParentsAndProtect : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var box = new Box("box", new ComponentResourceOptions { Protect = true });
        var inner = new Box("inner", new ComponentResourceOptions { Parent = box });
        _ = new Thing("guarded", [], new CustomResourceOptions { Parent = inner });
        var free = new Thing("free", [], new CustomResourceOptions { Parent = inner, Protect = false });
        _ = new Thing("under-free", [], new CustomResourceOptions { Parent = free });
        _ = new Thing("top", [], new CustomResourceOptions { Protect = true });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
