using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ResourceReferences : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        var box = new Box("box");
        _ = new Thing("child", [], new CustomResourceOptions { Parent = box });
        _ = new Thing("holder", new Props
        {
            ["a"] = a,
            ["box"] = box,
            ["list"] = new object[] { a, new Props { ["box"] = box } },
            ["output"] = Output.Create(a),
            ["secret"] = Output.CreateSecret(a),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
