using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Absent : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("absent", new Props
        {
            ["nothing"] = null,
            ["map"] = new Props { ["nothing"] = null, ["x"] = 1 },
            ["list"] = new object?[] { null, 1, null },
            ["output"] = Output.Create<string?>((string?)null),
            ["deep"] = new Props { ["list"] = new object?[] { null } },
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
