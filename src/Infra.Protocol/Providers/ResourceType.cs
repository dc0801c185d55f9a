namespace Infra.Protocol.Providers;

/// <summary>Reads what an engine's name for a resource says.</summary>
public static class ResourceType
{
    /// <summary>The type in urn:pulumi:stack::project::parent$type::name; "" if there is none.</summary>
    public static string Of(string urn) => Part(urn, 2) is { } types ? types[(types.LastIndexOf('$') + 1)..] : "";

    /// <summary>The name at its end; "" if there is none. A name may itself contain colons.</summary>
    public static string NameIn(string urn) => Part(urn, 3) ?? "";

    private static string? Part(string urn, int index)
    {
        var parts = urn.Split("::", 4);
        return parts.Length == 4 ? parts[index] : null;
    }
}
