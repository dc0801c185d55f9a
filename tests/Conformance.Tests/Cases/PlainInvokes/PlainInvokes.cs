using System.Collections.Immutable;
using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class PlainInvokes : ICase
{
    public async Task<IDictionary<string, object?>> DeclareAsync()
    {
        var deployment = Deployment.Instance;
        var loud = await deployment.InvokeAsync<ImmutableDictionary<string, object>>("test:index:loudly", new Props { ["text"] = "t", ["list"] = new object[] { 1, new Props { ["a"] = true } }, ["nothing"] = null }.InvokeArgs);
        var quiet = await deployment.InvokeAsync<ImmutableDictionary<string, object>>("test:index:secretly", InvokeArgs.Empty, new InvokeOptions { Version = "1.1.0", PluginDownloadURL = "https://example.com" });
        var provider = new Provider("p", []);
        await deployment.InvokeAsync<ImmutableDictionary<string, object>>("test:index:loudly", new Props { ["with"] = "provider" }.InvokeArgs, new InvokeOptions { Provider = provider });
        var box = new Box("box", new ComponentResourceOptions { Providers = { provider } });
        await deployment.InvokeAsync<ImmutableDictionary<string, object>>("test:index:loudly", new Props { ["with"] = "parent" }.InvokeArgs, new InvokeOptions { Parent = box });
        _ = new Thing("user", new Props { ["loud"] = loud["answer"], ["quiet"] = quiet["answer"] });
        return new Props();
    }
}
