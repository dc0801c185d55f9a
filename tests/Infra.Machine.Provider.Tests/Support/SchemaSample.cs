using System.Text.Json;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Values that a schema's properties may have.</summary>
internal sealed class SchemaSample(PackageSchema schema)
{
    private const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8v5hQ0Y5iX7zX0b6GZ1b1Jm3C1c0x1l5l1l5l1l5l1";

    /// <summary>Texts and numbers that not any value will do for, by the property's name.</summary>
    private static readonly Dictionary<string, PropertyValue> _values = new(StringComparer.Ordinal)
    {
        ["absent"] = "/etc/absent",
        ["absentPackages"] = "telnet",
        ["as"] = "root",
        ["authorizedKeys"] = PublicKey,
        ["engine"] = "postgresql",
        ["environmentFile"] = "/etc/shop/environment",
        ["file"] = "/tmp/authority.crt",
        ["healthPath"] = "/healthz",
        ["home"] = "/home/shop",
        ["hostKey"] = PublicKey,
        ["hostPublicKey"] = PublicKey,
        ["image"] = "debian-12",
        ["ipAddresses"] = "192.0.2.1",
        ["length"] = 20,
        ["memory"] = 512,
        ["mode"] = "0640",
        ["privateKey"] = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
        ["protocol"] = "tcp",
        ["reload"] = "restart",
        ["renewDays"] = 10,
        ["root"] = "/srv/shop",
        ["service"] = "shop@",
        ["socketDirectory"] = "/run/shop",
        ["source"] = new ArchiveValue(null, "/srv/source", null, "0123"),
        ["validityDays"] = 50,
    };

    /// <summary>An object with each of these properties.</summary>
    public PropertyMap Of(JsonElement properties) =>
        PropertyMap.From(properties.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Of(p.Name, p.Value))));

    public PropertyValue Of(string name, JsonElement property)
    {
        if (property.TryGetProperty("items", out var items))
        {
            return PropertyValue.Array(Of(name, items));
        }

        if (property.TryGetProperty("additionalProperties", out var values))
        {
            return PropertyMap.From([KeyValuePair.Create(name is "files" or "directories" or "links" ? $"/etc/{name}" : "thing", Of(name, values))]);
        }

        return _values.TryGetValue(name, out var value) ? value
            : schema.ObjectType(property) is { } type ? Of(type.GetProperty("properties"))
            : property.GetProperty("type").GetString() switch
            {
                "string" => "thing",
                "integer" => 7,
                "boolean" => true,
                var other => throw new InvalidOperationException($"no sample for '{name}' of type '{other}'"),
            };
    }

    /// <summary>Another value of the same type.</summary>
    public static PropertyValue Other(PropertyValue value) => value switch
    {
        StringValue text => text.Value + "x",
        NumberValue number => number.Value + 1,
        BoolValue flag => !flag.Value,
        ArrayValue list => PropertyValue.Array(list.Items.Select(Other)),
        ObjectValue map => PropertyMap.From(map.Properties.Select(p => KeyValuePair.Create(p.Key, Other(p.Value)))),
        ArchiveValue archive => archive with { Hash = archive.Hash + "4" },
        _ => throw new InvalidOperationException($"no other value for {value}"),
    };

    /// <summary>A value of another type.</summary>
    public static PropertyValue Wrong(PropertyValue value) => value is NumberValue ? "seven" : 7;
}
