using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class DependsOn : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        var b = new Thing("b", [], new CustomResourceOptions { DependsOn = { a } });
        var c = new Thing("c", new Props { ["made"] = a.Made }, new CustomResourceOptions { DependsOn = { b, a } });
        _ = new Thing("d", [], new CustomResourceOptions { DependsOn = { Output.Create<Resource>(c) } });
        _ = new Thing("e", [], new CustomResourceOptions { DependsOn = Output.Create(new Resource[] { a, b }) });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
