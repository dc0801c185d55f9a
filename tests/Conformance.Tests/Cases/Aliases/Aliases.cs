using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Aliases : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var old = new Box("old");
        _ = new Thing("by-name", [], Aliased(new Alias { Name = "former" }));
        _ = new Thing("by-type", [], Aliased(new Alias { Type = "test:index:Former" }));
        _ = new Thing("by-urn", [], Aliased(new Alias { Urn = "urn:pulumi:dev::shop::test:index:Thing::former" }));
        _ = new Thing("by-stack", [], Aliased(new Alias { Stack = "prod", Project = "store" }));
        _ = new Thing("by-parent", [], Aliased(new Alias { Parent = old }));
        _ = new Thing("by-parent-urn", [], Aliased(new Alias { ParentUrn = "urn:pulumi:dev::shop::my:index:Box::gone" }));
        _ = new Thing("rootless", [], Aliased(new Alias { NoParent = true }));
        _ = new Thing("several", [], Aliased(new Alias { Name = "z" }, new Alias { Name = "a", Type = "test:index:Former" }, Output.Create(new Alias { Name = "later" })));
        var box = new Box("box", new ComponentResourceOptions { Aliases = { new Alias { Name = "crate" } } });
        _ = new Thing("box-child", [], new CustomResourceOptions { Parent = box });
        _ = new Thing("box-renamed", [], new CustomResourceOptions { Parent = box, Aliases = { new Alias { Name = "crate-named" } } });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }

    private static CustomResourceOptions Aliased(params Input<Alias>[] aliases) => new() { Aliases = [.. aliases] };
}
