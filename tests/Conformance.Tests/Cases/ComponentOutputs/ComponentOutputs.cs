using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class ComponentOutputs : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Pair("pair");
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }

    private sealed class Pair : ComponentResource
    {
        public Pair(string name)
            : base("my:index:Pair", name, new Props { ["size"] = 2, ["label"] = Output.CreateSecret("l") }.Args)
        {
            var one = new Thing(name + "-1", [], new CustomResourceOptions { Parent = this });
            RegisterOutputs(new Props { ["made"] = one.Made, ["hidden"] = one.Hidden, ["one"] = one, ["list"] = new object[] { one.Id, 1 }, ["text"] = "t", ["nothing"] = null });
        }
    }
}
