using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Assets : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("assets", new Props
        {
            ["text"] = new StringAsset("hello"),
            ["file"] = new FileAsset("./a.txt"),
            ["remote"] = new RemoteAsset("https://example.com/a.txt"),
            ["list"] = new object[] { new StringAsset("in a list") },
            ["secret"] = Output.CreateSecret(new StringAsset("hush")),
            ["output"] = Output.Create(new FileAsset("b.txt")),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
