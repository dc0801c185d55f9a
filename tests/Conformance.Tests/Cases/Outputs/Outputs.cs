using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Outputs : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", new Props { ["size"] = 1 });
        var b = new Thing("b", new Props { ["made"] = a.Made, ["id"] = "ignored", ["text"] = Output.Format($"{a.Made}!"), ["hidden"] = a.Hidden, ["applied"] = a.Size.Apply(n => n + 1) });
        _ = new Thing("c", new Props
        {
            ["all"] = Output.All(a.Made, b.Id).Apply(parts => parts[0] + parts[1]),
            ["deep"] = new Props { ["one"] = new object[] { a.Id, new Props { ["two"] = b.Made } } },
            ["both"] = Output.Format($"{a.Id}-{b.Urn}"),
            ["known"] = a.Urn,
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
