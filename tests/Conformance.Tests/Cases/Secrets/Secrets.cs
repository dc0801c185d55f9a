using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class Secrets : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var config = new Config();
        _ = new Thing("secrets", new Props
        {
            ["top"] = Output.CreateSecret("s"),
            ["number"] = Output.CreateSecret(1),
            ["list"] = Output.CreateSecret(new[] { "a", "b" }),
            ["nothing"] = Output.CreateSecret(new Props()),
            ["deep"] = new Props { ["key"] = Output.CreateSecret("k"), ["list"] = new object[] { Output.CreateSecret(1), 2 } },
            ["twice"] = Output.CreateSecret(Output.CreateSecret("x")),
            ["open"] = Output.Unsecret(Output.CreateSecret("y")),
            ["configured"] = config.RequireSecret("password"),
            ["plain"] = config.Require("plain"),
            ["opened"] = config.Require("password"),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
