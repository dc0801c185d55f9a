using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource that the program under test declares or reads.</summary>
public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    /// <summary>The inputs that are known and not null; secrets in plain.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    public string? Provider { get; set; }

    /// <summary>The id by which the resource is read or imported.</summary>
    public string? Id { get; set; }
}
