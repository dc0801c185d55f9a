using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ExplicitProvider : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var made = new Thing("made", []);
        var provider = new Provider("east", new Props { ["region"] = "east", ["token"] = Output.CreateSecret("t"), ["made"] = made.Made }, new CustomResourceOptions { Version = "1.2.3" });
        var a = new Thing("a", [], new CustomResourceOptions { Provider = provider });
        _ = new Thing("child", [], new CustomResourceOptions { Parent = a });
        _ = new Thing("other", [], new CustomResourceOptions { Parent = a, Provider = new Provider("west", []) });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
