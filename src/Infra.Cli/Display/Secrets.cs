using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>For --show-secrets, where a person asked to see them.</summary>
internal static class Secrets
{
    public static PropertyValue Reveal(PropertyValue value) => value.Unwrap() switch
    {
        ObjectValue map => new ObjectValue(PropertyMap.From(map.Properties.Select(pair => KeyValuePair.Create(pair.Key, Reveal(pair.Value))))),
        ArrayValue list => PropertyValue.Array(list.Items.Select(Reveal)),
        var plain => plain,
    };
}
