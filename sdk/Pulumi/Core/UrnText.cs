namespace Pulumi;

/// <summary>Takes URNs apart: urn:pulumi:stack::project::parent$type::name.</summary>
internal static class UrnText
{
    private const string Separator = "::";

    /// <summary>The type with the types of its ancestors.</summary>
    public static string QualifiedTypeOf(string urn) => Part(urn, 2);

    public static string TypeOf(string urn) => QualifiedTypeOf(urn) is var type && type.LastIndexOf('$') is >= 0 and var at ? type[(at + 1)..] : type;

    public static string NameOf(string urn) => Part(urn, 3);

    private static string Part(string urn, int index) => urn.Split(Separator, 4) is { Length: 4 } parts ? parts[index] : "";
}
