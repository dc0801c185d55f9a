using System.Collections;
using Infra.Protocol.Properties;
using Pulumi;

namespace Infra.Hosts.Tests.Support;

/// <summary>What mocks see, as what a provider gets.</summary>
internal static class WireValues
{
    public static PropertyMap Of(IEnumerable<KeyValuePair<string, object>> inputs) =>
        PropertyMap.From(inputs.Select(input => KeyValuePair.Create(input.Key, Of(input.Value))));

    private static PropertyValue Of(object value) => value switch
    {
        string text => text,
        double number => number,
        int number => number,
        bool flag => flag,
        Archive => new ArchiveValue(null, null, null),
        IEnumerable<KeyValuePair<string, object>> map => Of(map),
        IEnumerable items => PropertyValue.Array(items.Cast<object>().Select(Of)),
        _ => throw new NotSupportedException(value.GetType().FullName),
    };
}
