using System.Collections.Immutable;
using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class OutputInvokes : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        var a = new Thing("a", []);
        _ = new Thing("user", new Props
        {
            ["known"] = Answer("test:index:loudly", new Props { ["text"] = "known" }),
            ["unknown"] = Answer("test:index:loudly", new Props { ["made"] = a.Made }),
            ["secret"] = Answer("test:index:loudly", new Props { ["deep"] = new Props { ["secret"] = Output.CreateSecret("s") } }),
            ["quiet"] = Answer("test:index:secretly", []),
            ["after"] = Answer("test:index:loudly", new Props { ["text"] = "after" }, new InvokeOutputOptions { DependsOn = { a } }),
            ["resource"] = Answer("test:index:loudly", new Props { ["urn"] = a.Urn }),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }

    private static Output<object> Answer(string token, Props props, InvokeOutputOptions? options = null) =>
        Deployment.Instance.Invoke<ImmutableDictionary<string, object>>(token, props.InvokeArgs, options ?? new InvokeOutputOptions()).Apply(r => r["answer"]);
}
