namespace Infra.Cli.Display;

/// <summary>The parts of a URN that people read.</summary>
internal static class Urns
{
    public const string StackType = "pulumi:pulumi:Stack";

    /// <summary>The name, which may itself hold "::"; the whole text if it is no URN.</summary>
    public static string Name(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;

    /// <summary>The type without its parents' types.</summary>
    public static string Type(string urn) =>
        urn.Split("::", 4) is [_, _, var type, _] ? type[(type.LastIndexOf('$') + 1)..] : "";

    /// <summary>The last part of a type: "Bucket".</summary>
    public static string Kind(string type) => type[(type.LastIndexOf(':') + 1)..];

    /// <summary>"aws:s3/bucket:Bucket" as "aws:s3:Bucket".</summary>
    public static string ShortType(string type)
    {
        var parts = type.Split(':');
        return parts is [var package, var module, var name] && module.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            && string.Equals(module[(slash + 1)..], name, StringComparison.OrdinalIgnoreCase)
            ? $"{package}:{module[..slash]}:{name}"
            : type;
    }

    /// <summary>A provider the engine made by itself: of no interest to a person.</summary>
    public static bool IsDefaultProvider(string urn) =>
        Type(urn).StartsWith("pulumi:providers:", StringComparison.Ordinal) && Name(urn).StartsWith("default", StringComparison.Ordinal);
}
