using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A call of a provider function or a resource's method by the program under test.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    /// <summary>The arguments that are known and not null; secrets in plain.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = ImmutableDictionary<string, object>.Empty;

    public string? Provider { get; set; }
}
