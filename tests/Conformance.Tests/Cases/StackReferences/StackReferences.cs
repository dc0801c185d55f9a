using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class StackReferences : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var other = new StackReference("organization/other/prod");
        var named = new StackReference("named", new StackReferenceArgs { Name = Output.Create("organization/third/dev") });
        _ = new Thing("user", new Props { ["plain"] = other.GetOutput("plain"), ["hidden"] = other.RequireOutput("hidden"), ["name"] = named.Name, ["missing"] = other.GetOutput("missing") });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
