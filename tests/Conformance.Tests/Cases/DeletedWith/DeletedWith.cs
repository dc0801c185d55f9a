using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class DeletedWith : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        var box = new Box("box");
        _ = new Thing("with", [], new CustomResourceOptions { DeletedWith = a });
        _ = new Thing("with-box", [], new CustomResourceOptions { DeletedWith = box });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
