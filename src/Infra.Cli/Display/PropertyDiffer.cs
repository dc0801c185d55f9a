using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>Finds what differs between two maps, down to single elements, in the order of their names. What is a secret on one side is shown on neither.</summary>
internal static class PropertyDiffer
{
    public static IEnumerable<PropertyChange> Compare(PropertyMap old, PropertyMap @new) => Objects("", old, @new);

    internal static IEnumerable<PropertyChange> Values(string path, PropertyValue? old, PropertyValue? @new)
    {
        if (Equals(old?.Unwrap(), @new?.Unwrap()))
        {
            return [];
        }

        if (IsSecret(old) || IsSecret(@new))
        {
            return [new PropertyChange(path, old?.AsSecret(), @new?.AsSecret())];
        }

        return Plain(path, old?.Unwrap(), @new?.Unwrap());
    }

    private static IEnumerable<PropertyChange> Plain(string path, PropertyValue? old, PropertyValue? @new) => (old, @new) switch
    {
        (ObjectValue a, ObjectValue b) => Objects(path, a.Properties, b.Properties),
        (ArrayValue a, ArrayValue b) => ListDiffer.Compare(path, a, b),
        (AssetValue { Hash.Length: > 0 } a, AssetValue b) when a.Hash == b.Hash => [],
        (AssetValue { Text: { } a }, AssetValue { Text: { } b }) => [new PropertyChange(path, a, b)],
        (ArchiveValue { Hash.Length: > 0 } a, ArchiveValue b) when a.Hash == b.Hash => [],
        (ArchiveValue { Assets: { } a }, ArchiveValue { Assets: { } b }) => Objects(path, a, b),
        (StringValue a, StringValue b) when JsonProperties.Parse(a.Value) is { } x && JsonProperties.Parse(b.Value) is { } y && Values(path, x, y).ToList() is { Count: > 0 } inside => inside,
        _ => [new PropertyChange(path, old, @new)],
    };

    private static IEnumerable<PropertyChange> Objects(string path, PropertyMap old, PropertyMap @new) =>
        old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal)
            .Where(key => !key.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(key => Values(Join(path, key), old.GetValueOrDefault(key), @new.GetValueOrDefault(key)));

    private static bool IsSecret(PropertyValue? value) => value is SecretValue or OutputValue { Secret: true };

    private static string Join(string path, string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? path.Length == 0 ? key : $"{path}.{key}"
            : $"{path}[\"{key}\"]";
}
