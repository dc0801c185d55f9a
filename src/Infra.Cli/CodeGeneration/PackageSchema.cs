using System.Text.Json;

namespace Infra.Cli.CodeGeneration;

/// <summary>What a package's schema says of the classes of its C# SDK.</summary>
internal sealed class PackageSchema
{
    private const string Own = "machine";
    private const string OwnNamespace = "Infra.Machine.Resources";

    private readonly JsonElement _root;
    private readonly JsonElement _csharp;

    private PackageSchema(string package, JsonElement root)
    {
        (Package, _root) = (package, root);
        _csharp = Member(Member(root, "language"), "csharp");
    }

    public string Package { get; }

    /// <summary>The variable by which generated code names <see cref="Namespace"/>.</summary>
    public string Alias => Namespace is OwnNamespace ? "Machine" : Namespace[(Namespace.LastIndexOf('.') + 1)..];

    public string Namespace => Package == Own ? OwnNamespace : $"{Text(_csharp, "rootNamespace", "Pulumi")}.{NameOf(Package)}";

    /// <summary>Null unless it is a schema of resources.</summary>
    public static PackageSchema? Parse(string package, string schema)
    {
        try
        {
            var root = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 512 }).RootElement;
            return Member(root, "resources").ValueKind == JsonValueKind.Object ? new PackageSchema(package, root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The input properties of a resource; null if the package has none such.</summary>
    public JsonElement? Inputs(string type) =>
        Member(Member(Member(_root, "resources"), type), "inputProperties") is { ValueKind: JsonValueKind.Object } inputs ? inputs : null;

    /// <summary>The type that "#/types/…" names; undefined if there is none.</summary>
    public JsonElement Type(string token) => Member(Member(_root, "types"), token);

    /// <summary>With its alias: "Machine.LocalServer".</summary>
    public string ClassOf(string token) => $"{Alias}{Module(token)}.{CSharpName.Pascal(token[(token.LastIndexOf(':') + 1)..])}";

    /// <summary>Of the class for an object type among the inputs.</summary>
    public string ArgsOf(string token) =>
        $"{Alias}{Module(token)}{(Package == Own ? "" : ".Inputs")}.{CSharpName.Pascal(token[(token.LastIndexOf(':') + 1)..])}Args";

    public static string PropertyName(string name, JsonElement property) =>
        Text(Member(Member(property, "language"), "csharp"), "name", CSharpName.Pascal(name));

    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static string Text(JsonElement element, string name, string absent = "") =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : absent;

    /// <summary>".Ec2", or nothing for the package's own module.</summary>
    private string Module(string token)
    {
        var module = token.Split(':') is [_, var middle, _] ? middle.Split('/')[0] : "index";
        return module is "index" or "" ? "" : "." + NameOf(module);
    }

    private string NameOf(string key) => Text(Member(_csharp, "namespaces"), key, CSharpName.Pascal(key));
}
