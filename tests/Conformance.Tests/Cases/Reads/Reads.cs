using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Reads : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var made = new Thing("made", []);
        var there = new Thing("there", new Props { ["size"] = 7 }, new CustomResourceOptions { Id = "given" });
        _ = new Thing("full", [], new CustomResourceOptions
        {
            Id = Output.Create("later"),
            DependsOn = { made },
            AdditionalSecretOutputs = { "made" },
            Version = "2.0.0",
            PluginDownloadURL = "https://example.com",
            Provider = new Provider("p", []),
        });
        var box = new Box("box");
        _ = new Thing("child", [], new CustomResourceOptions { Id = "deep", Parent = box });
        _ = new Thing("user", new Props { ["made"] = there.Made, ["hidden"] = there.Hidden, ["id"] = there.Id });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
