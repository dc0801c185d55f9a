using Infra.Protocol.Properties;

namespace Infra.Cli.CodeGeneration;

/// <summary>Values as C# where no class says what they are.</summary>
internal sealed class PlainValues(SecretPlaceholders secrets)
{
    private const string Step = "    ";

    /// <param name="value">Any.</param>
    /// <param name="path">For the keys of secrets.</param>
    /// <param name="indent">Of the line it begins on.</param>
    public string Expression(PropertyValue value, string path, string indent) => value switch
    {
        SecretValue or OutputValue { Secret: true } => Secret(value.Unwrap(), path),
        OutputValue { Value: { } inner } => Expression(inner, path, indent),
        BoolValue flag => CSharpLiteral.Of(flag.Value),
        NumberValue number => CSharpLiteral.Of(number.Value),
        StringValue text => CSharpLiteral.Of(text.Value, indent),
        ArrayValue { Items.IsEmpty: true } => "Array.Empty<object?>()",
        ArrayValue list => $"new object?[]\n{indent}{{\n{Items(list, path, indent + Step)}{indent}}}",
        ObjectValue map => $"new Dictionary<string, object?>\n{indent}{{\n{Members(map.Properties, path, indent + Step)}{indent}}}",
        AssetValue or ArchiveValue => Asset(value, indent),
        ResourceReferenceValue reference => CSharpLiteral.Of(reference.Id is { Length: > 0 } id ? id : reference.Urn, indent),
        _ => "null",
    };

    /// <summary>A file's content; what only its hash is known of has to be named again.</summary>
    public static string Asset(PropertyValue value, string indent) => value switch
    {
        AssetValue { Text: { } text } => $"new StringAsset({CSharpLiteral.Of(text, indent)})",
        AssetValue { Uri: { } uri } => $"new RemoteAsset({CSharpLiteral.Of(uri, indent)})",
        AssetValue asset => $"new FileAsset({CSharpLiteral.Of(asset.Path ?? "", indent)})",
        ArchiveValue { Assets: { } assets } => $"new AssetArchive(new Dictionary<string, AssetOrArchive>\n{indent}{{\n{string.Concat(assets.Select(pair => $"{indent}{Step}[{CSharpLiteral.Line(pair.Key)}] = {Asset(pair.Value, indent + Step)},\n"))}{indent}}})",
        ArchiveValue { Uri: { } uri } => $"new RemoteArchive({CSharpLiteral.Of(uri, indent)})",
        ArchiveValue archive => $"new FileArchive({CSharpLiteral.Of(archive.Path ?? "", indent)})",
        _ => "null",
    };

    public string Members(PropertyMap map, string path, string indent) => string.Concat(map.Where(pair => !IsInternal(pair.Key))
        .Select(pair => $"{indent}[{CSharpLiteral.Line(pair.Key)}] = {Expression(pair.Value, $"{path} {pair.Key}", indent)},\n"));

    /// <summary>A provider's own notes, which no program says.</summary>
    public static bool IsInternal(string name) => name.StartsWith("__", StringComparison.Ordinal);

    private string Items(ArrayValue list, string path, string indent) =>
        string.Concat(list.Items.Select((item, i) => $"{indent}{Expression(item, $"{path} {i + 1}", indent)},\n"));

    private string Secret(PropertyValue value, string path) => value switch
    {
        BoolValue => secrets.Add(path, "RequireSecretBoolean"),
        NumberValue => secrets.Add(path, "RequireSecretDouble"),
        ArrayValue or ObjectValue => secrets.Add(path, "RequireSecretObject<System.Text.Json.JsonElement>"),
        _ => secrets.Add(path),
    };
}
