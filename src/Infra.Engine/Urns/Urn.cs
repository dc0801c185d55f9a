namespace Infra.Engine.Urns;

/// <summary>Reads and makes URNs: urn:pulumi:stack::project::qualified$type::name.</summary>
public static class Urn
{
    public const string RootStackType = "pulumi:pulumi:Stack";

    private const string Prefix = "urn:pulumi:";
    private const string ProviderTypePrefix = "pulumi:providers:";
    private const string Separator = "::";
    private const int Parts = 4;

    /// <summary>The URN of a resource below a parent ("" if it has none).</summary>
    public static string Create(string stack, string project, string parentUrn, string type, string name)
    {
        var parentType = parentUrn.Length == 0 ? "" : QualifiedType(parentUrn);
        var qualified = parentType is "" or RootStackType ? type : $"{parentType}${type}";
        return $"{Prefix}{stack}::{project}::{qualified}::{name}";
    }

    /// <summary>The URN of the stack's root resource.</summary>
    public static string RootStack(string stack, string project) =>
        Create(stack, project, "", RootStackType, $"{project}-{stack}");

    public static bool IsValid(ReadOnlySpan<char> urn) =>
        urn.StartsWith(Prefix) && PartOf(urn, Parts - 1) is not null;

    /// <summary>The type with those of its ancestors: "a:b:C$d:e:F".</summary>
    public static string QualifiedType(string urn) => Part(urn, 2);

    public static string Type(string urn) => QualifiedType(urn) is var qualified ? qualified[(qualified.LastIndexOf('$') + 1)..] : "";

    public static string Name(string urn) => Part(urn, 3);

    public static string Stack(string urn) => Part(urn, 0)[Prefix.Length..];

    public static string Project(string urn) => Part(urn, 1);

    public static bool IsRootStack(string urn) => IsValid(urn) && QualifiedType(urn) == RootStackType;

    public static bool IsProviderType(string type) => type.StartsWith(ProviderTypePrefix, StringComparison.Ordinal);

    /// <summary>The type of a package's provider resource.</summary>
    public static string ProviderType(string package) => ProviderTypePrefix + package;

    /// <summary>Made by the engine because a resource named no provider.</summary>
    public static bool IsDefaultProvider(string urn) =>
        IsProviderType(Type(urn)) && Name(urn).StartsWith("default", StringComparison.Ordinal);

    /// <summary>The package of a type token: its first part, or the last of a provider's type.</summary>
    public static string Package(string type) =>
        IsProviderType(type) ? type[ProviderTypePrefix.Length..] : type.IndexOf(':', StringComparison.Ordinal) is var end and >= 0 ? type[..end] : type;

    /// <summary>What an error message calls the resource: its type and name.</summary>
    public static string Describe(string urn) => IsValid(urn) ? $"{Name(urn)} ({Type(urn)})" : urn;

    private static string Part(string urn, int index) =>
        PartOf(urn, Parts - 1) is not null && PartOf(urn, index) is { } part ? urn[part] : throw new FormatException($"'{urn}' is not a URN");

    /// <summary>The part of that number, from 0, of those between "::", of which the last is the rest. Null if there are too few.</summary>
    private static Range? PartOf(ReadOnlySpan<char> urn, int index)
    {
        var start = 0;
        for (var part = 0; part < Parts; part++)
        {
            var length = part == Parts - 1 ? urn.Length - start : urn[start..].IndexOf(Separator);
            if (length < 0)
            {
                return null;
            }

            if (part == index)
            {
                return start..(start + length);
            }

            start += length + Separator.Length;
        }

        return null;
    }
}
