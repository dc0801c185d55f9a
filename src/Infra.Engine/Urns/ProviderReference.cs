namespace Infra.Engine.Urns;

/// <summary>How a resource names its provider: "urn::id".</summary>
public sealed record ProviderReference(string Urn, string Id)
{
    /// <summary>Stands for the id of a provider that a preview would make.</summary>
    public const string UnknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static ProviderReference? Parse(string reference) =>
        EndOfUrn(reference) is var at and > 0 ? new ProviderReference(reference[..at], reference[(at + 2)..]) : null;

    /// <summary>The provider's URN; "" if it is no reference.</summary>
    public static string UrnOf(string reference) => EndOfUrn(reference) is var at and > 0 ? reference[..at] : "";

    public override string ToString() => $"{Urn}::{Id}";

    /// <summary>0 if it is no reference.</summary>
    private static int EndOfUrn(string reference)
    {
        var at = reference.LastIndexOf("::", StringComparison.Ordinal);
        return at > 0 && Urns.Urn.IsValid(reference.AsSpan(0, at)) && reference.Length > at + 2 ? at : 0;
    }
}
