using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ChangeOptions : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("ignores", [], new CustomResourceOptions { IgnoreChanges = { "a", "b.c[0]", "*" } });
        _ = new Thing("replaces", [], new CustomResourceOptions { ReplaceOnChanges = { "a", "b[*].c" }, DeleteBeforeReplace = true });
        _ = new Thing("keeps", [], new CustomResourceOptions { DeleteBeforeReplace = false, RetainOnDelete = false });
        _ = new Thing("retains", [], new CustomResourceOptions { RetainOnDelete = true, HideDiffs = { "a" } });
        _ = new Thing("secretive", [], new CustomResourceOptions { AdditionalSecretOutputs = { "made", "size" } });
        _ = new Thing("imported", [], new CustomResourceOptions { ImportId = "given-id" });
        _ = new Thing("versioned", [], new CustomResourceOptions { Version = "3.1.4-alpha.1", PluginDownloadURL = "https://example.com/plugins" });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
