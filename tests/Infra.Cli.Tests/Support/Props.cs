using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Support;

/// <summary>Writes property objects shortly.</summary>
internal static class Props
{
    public static PropertyValue Map(params (string Name, PropertyValue Value)[] members) =>
        PropertyMap.From(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
