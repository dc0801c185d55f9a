using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class RemoteComponents : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        var provider = new Provider("p", []);
        _ = new Remote("plain", new Props { ["text"] = "t", ["secret"] = Output.CreateSecret("s"), ["known"] = Output.Create(1) });
        var remote = new Remote("remote", new Props { ["made"] = a.Made, ["hidden"] = a.Hidden, ["a"] = a, ["deep"] = new Props { ["list"] = new object[] { a.Id } } }, new ComponentResourceOptions { Providers = { provider, new Provider("q", [], package: "other") } });
        _ = new Thing("user", new Props { ["made"] = remote.Made });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
