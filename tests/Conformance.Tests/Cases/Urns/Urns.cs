using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Urns : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var there = new Thing("there", [], new CustomResourceOptions { Urn = "urn:pulumi:dev::shop::test:index:Thing::there" });
        _ = new Thing("user", new Props { ["made"] = there.Made, ["hidden"] = there.Hidden, ["id"] = there.Id, ["urn"] = there.Urn, ["there"] = there });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
