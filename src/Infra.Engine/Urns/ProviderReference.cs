namespace Infra.Engine.Urns;

/// <summary>How a resource names its provider: "urn::id".</summary>
public sealed record ProviderReference(string Urn, string Id)
{
    /// <summary>Stands for the id of a provider that a preview would make.</summary>
    public const string UnknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static ProviderReference? Parse(string reference)
    {
        var at = reference.LastIndexOf("::", StringComparison.Ordinal);
        return at > 0 && Urns.Urn.IsValid(reference[..at]) && reference.Length > at + 2
            ? new ProviderReference(reference[..at], reference[(at + 2)..])
            : null;
    }

    public override string ToString() => $"{Urn}::{Id}";
}
