using System.Text.Json;
using Infra.Protocol.Properties;

namespace Infra.Cli.CodeGeneration;

/// <summary>Values as C# of a package's classes. What those cannot say is null, and the resource is then declared without them.</summary>
internal sealed class TypedValues(PackageSchema schema, SecretPlaceholders secrets)
{
    private const string Step = "    ";
    private const string TypeReference = "#/types/";

    /// <summary>"Name = value," a line each.</summary>
    /// <param name="map">The properties of an object or a resource.</param>
    /// <param name="properties">What the schema says of them.</param>
    /// <param name="path">For the keys of secrets.</param>
    /// <param name="indent">Of each line.</param>
    public string? Members(PropertyMap map, JsonElement properties, string path, string indent)
    {
        var members = "";
        foreach (var (name, value) in map.Where(pair => !PlainValues.IsInternal(pair.Key) && pair.Value.Unwrap() is not NullValue))
        {
            var property = PackageSchema.Member(properties, name);
            if (Member(value, property, $"{path} {name}", indent) is not { } text)
            {
                return null;
            }

            members += $"{indent}{PackageSchema.PropertyName(name, property)} ={(text.StartsWith('\n') ? "" : " ")}{text},\n";
        }

        return members;
    }

    /// <summary>Of a reference to a type of the schema; "" for another type.</summary>
    public static string Token(JsonElement type) => PackageSchema.Text(type, "$ref") is var reference && reference.StartsWith(TypeReference, StringComparison.Ordinal)
        ? Uri.UnescapeDataString(reference[TypeReference.Length..])
        : "";

    private string? Member(PropertyValue value, JsonElement type, string path, string indent)
    {
        if (IsSecret(value))
        {
            return Secret(type, path);
        }

        return (value.Unwrap(), Kind(type)) switch
        {
            (ArrayValue { Items.IsEmpty: true }, "array") => "{ }",
            (ArrayValue list, "array") => Block(list.Items.Select((item, i) => Expression(item, PackageSchema.Member(type, "items"), $"{path} {i + 1}", indent + Step)), indent),
            (ObjectValue map, "map") => Block(map.Properties.Select(pair => Entry(pair, PackageSchema.Member(type, "additionalProperties"), path, indent + Step)), indent),
            var (plain, _) => Expression(plain, type, path, indent),
        };
    }

    private string? Entry(KeyValuePair<string, PropertyValue> pair, JsonElement type, string path, string indent) =>
        Expression(pair.Value, type, $"{path} {pair.Key}", indent) is { } text ? $"{{ {CSharpLiteral.Line(pair.Key)}, {text} }}" : null;

    private string? Expression(PropertyValue value, JsonElement type, string path, string indent) => IsSecret(value)
        ? Secret(type, path)
        : (value.Unwrap(), Kind(type)) switch
        {
            (StringValue text, "string") => CSharpLiteral.Of(text.Value, indent),
            (NumberValue number, "integer") when number.Value == Math.Truncate(number.Value) && Math.Abs(number.Value) <= int.MaxValue => CSharpLiteral.Of(number.Value),
            (NumberValue number, "number") => CSharpLiteral.Of(number.Value),
            (BoolValue flag, "boolean") => CSharpLiteral.Of(flag.Value),
            (AssetValue or ArchiveValue, "asset") => PlainValues.Asset(value.Unwrap(), indent),
            (ObjectValue map, "object") => Object(map.Properties, Token(type), path, indent),
            (var plain, "union") => PackageSchema.Member(type, "oneOf").EnumerateArray().Select(option => Expression(plain, option, path, indent)).FirstOrDefault(text => text is not null),
            _ => null,
        };

    private string? Object(PropertyMap map, string token, string path, string indent) =>
        Members(map, PackageSchema.Member(schema.Type(token), "properties"), path, indent + Step) is { } members
            ? $"new {schema.ArgsOf(token)}\n{indent}{{\n{members}{indent}}}"
            : null;

    private static string? Block(IEnumerable<string?> entries, string indent)
    {
        var lines = entries.ToList();
        return lines.Contains(null) ? null : $"\n{indent}{{\n{string.Concat(lines.Select(line => $"{indent}{Step}{line},\n"))}{indent}}}";
    }

    private string? Secret(JsonElement type, string path) => Kind(type) switch
    {
        "string" => secrets.Add(path),
        "integer" => secrets.Add(path, "RequireSecretInt32"),
        "number" => secrets.Add(path, "RequireSecretDouble"),
        "boolean" => secrets.Add(path, "RequireSecretBoolean"),
        _ => null,
    };

    private string Kind(JsonElement type)
    {
        if (PackageSchema.Member(type, "oneOf").ValueKind == JsonValueKind.Array)
        {
            return "union";
        }

        var reference = PackageSchema.Text(type, "$ref");
        return reference switch
        {
            "pulumi.json#/Asset" or "pulumi.json#/Archive" => "asset",
            { Length: > 0 } => schema.Type(Token(type)) is { ValueKind: JsonValueKind.Object } named && PackageSchema.Member(named, "enum").ValueKind == JsonValueKind.Undefined ? "object" : "",
            _ when PackageSchema.Text(type, "type") is "object" => "map",
            _ => PackageSchema.Text(type, "type"),
        };
    }

    private static bool IsSecret(PropertyValue value) => value is SecretValue or OutputValue { Secret: true };
}
