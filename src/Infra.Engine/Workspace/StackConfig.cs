using System.Collections.Immutable;

namespace Infra.Engine.Workspace;

/// <summary>What the program gets of a stack's configuration, project defaults merged in, secrets decrypted.</summary>
/// <param name="Values">Full key ("ns:name") to text; arrays and objects as compact JSON.</param>
/// <param name="SecretKeys">Keys whose value is, or contains, a secret.</param>
public sealed record StackConfig(ImmutableSortedDictionary<string, string> Values, ImmutableSortedSet<string> SecretKeys)
{
    public static StackConfig Empty { get; } = new(ImmutableSortedDictionary<string, string>.Empty, []);

    /// <summary>Never prints values.</summary>
    public override string ToString() => $"{Values.Count} configuration values";
}
