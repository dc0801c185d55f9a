namespace Conformance.Tests.Cases;

internal sealed class NestedValues : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("nested", new Props
        {
            ["a"] = new Props { ["b"] = new Props { ["c"] = new object[] { new Props { ["d"] = new object[] { new[] { 1 }, new object[] { 2, new[] { 3 } } } }, new Props { ["e"] = new Props { ["f"] = "g" } } } } },
            ["list"] = new object[] { new Props(), Array.Empty<int>(), new object[] { new Props() } },
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
