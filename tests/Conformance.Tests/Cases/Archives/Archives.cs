using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Archives : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("archives", new Props
        {
            ["directory"] = new FileArchive("./site"),
            ["file"] = new FileArchive("site.tar.gz"),
            ["remote"] = new RemoteArchive("https://example.com/a.zip"),
            ["map"] = new AssetArchive(new Dictionary<string, AssetOrArchive>(StringComparer.Ordinal)
            {
                ["b.txt"] = new StringAsset("b"),
                ["a/c.txt"] = new FileAsset("c.txt"),
                ["nested"] = new AssetArchive(new Dictionary<string, AssetOrArchive>(StringComparer.Ordinal) { ["x"] = new FileArchive("x") }),
            }),
            ["none"] = new AssetArchive(new Dictionary<string, AssetOrArchive>(StringComparer.Ordinal)),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
