using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class SecretNull : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("secret-null", new Props
        {
            ["nothing"] = Output.CreateSecret<string?>((string?)null),
            ["deep"] = new Props { ["nothing"] = Output.CreateSecret<string?>((string?)null) },
            ["list"] = new object[] { Output.CreateSecret<string?>((string?)null) },
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
