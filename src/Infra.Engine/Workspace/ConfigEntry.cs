using System.Text.Json.Nodes;

namespace Infra.Engine.Workspace;

/// <summary>One key of a stack's configuration, as it stands in the file.</summary>
/// <param name="Key">Full key, "ns:name".</param>
/// <param name="Value">Secrets as {secure: ciphertext}.</param>
/// <param name="Place">file:line:column of the key.</param>
public sealed record ConfigEntry(string Key, JsonNode? Value, string Place)
{
    public bool IsSecret => ConfigText.ContainsSecure(Value);

    /// <summary>Never prints the value.</summary>
    public override string ToString() => Key;
}
