using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Timeouts : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("all", [], new CustomResourceOptions { CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(5), Update = TimeSpan.FromMinutes(90), Delete = TimeSpan.FromSeconds(90) } });
        _ = new Thing("one", [], new CustomResourceOptions { CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(10) } });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
