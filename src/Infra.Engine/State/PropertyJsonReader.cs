using System.Globalization;
using System.Text.Json;
using Infra.Engine.Secrets;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>Property values from the JSON of a state file.</summary>
internal sealed class PropertyJsonReader(ICrypter? crypter, SecretCache cache)
{
    private const int MaximumDepth = 200;

    /// <exception cref="StateFormatException">A signature nobody knows, or a signed object without its parts.</exception>
    public PropertyMap ReadMap(JsonElement element) => ReadMap(element, 0);

    public PropertyValue Read(JsonElement element) => Read(element, 0);

    private PropertyMap ReadMap(JsonElement element, int depth) =>
        element.ValueKind == JsonValueKind.Object
            ? PropertyMap.From(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value, depth + 1))))
            : throw new StateFormatException($"an object was expected, not {element.ValueKind}");

    private PropertyValue Read(JsonElement element, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new StateFormatException("a value is nested too deeply");
        }

        return element.ValueKind switch
        {
            JsonValueKind.Null => PropertyValue.Null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw new StateFormatException($"{element} is not a number that can be kept"),
            JsonValueKind.String => ReadString(element.GetString()!),
            JsonValueKind.Array => PropertyValue.Array(element.EnumerateArray().Select(e => Read(e, depth + 1))),
            JsonValueKind.Object => ReadObject(element, depth),
            _ => throw new StateFormatException("a value is missing"),
        };
    }

    private static PropertyValue ReadString(string text) => Signatures.IsUnknown(text) ? PropertyValue.Unknown : text;

    private PropertyValue ReadObject(JsonElement element, int depth)
    {
        if (!element.TryGetProperty(Signatures.Key, out var signature) || signature.ValueKind != JsonValueKind.String)
        {
            return ReadMap(element, depth);
        }

        return signature.GetString() switch
        {
            Signatures.Secret => ReadSecret(element, depth),
            Signatures.ResourceReference => new ResourceReferenceValue(
                Text(element, "urn") ?? throw Lacks("resource reference", "urn"), Text(element, "id"), Text(element, "packageVersion") ?? ""),
            Signatures.Asset => new AssetValue(Text(element, "text"), Text(element, "path"), Text(element, "uri"), Text(element, "hash") ?? ""),
            Signatures.Archive => new ArchiveValue(
                element.TryGetProperty("assets", out var assets) ? ReadMap(assets, depth) : null,
                Text(element, "path"), Text(element, "uri"), Text(element, "hash") ?? ""),
            // Bytes that are no text have no value of their own here: kept as they are written, so that they are written back unharmed.
            Signatures.ByteString => (PropertyValue)ReadMap(element, depth),
            Signatures.Float => (PropertyValue)ReadFloat(element),
            var other => throw new StateFormatException($"the signature '{other}' is not known"),
        };
    }

    private SecretValue ReadSecret(JsonElement element, int depth)
    {
        if (Text(element, "plaintext") is { Length: > 0 } plain)
        {
            return new SecretValue(ParseInner(plain, depth));
        }

        var ciphertext = Text(element, "ciphertext") is { Length: > 0 } text ? text : throw Lacks("secret", "ciphertext");
        var json = (crypter ?? throw new StateFormatException("there are secrets but no secrets provider")).Decrypt(ciphertext);
        cache.Remember(json, ciphertext);
        return new SecretValue(ParseInner(json, depth));
    }

    private static PropertyValue ParseInner(string json, int depth)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return new PropertyJsonReader(PlainText.Instance, new SecretCache()).Read(document.RootElement, depth + 1);
        }
        catch (JsonException)
        {
            throw new StateFormatException("a decrypted secret is not JSON");
        }
    }

    private static double ReadFloat(JsonElement element) =>
        long.TryParse(Text(element, "value"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? BitConverter.Int64BitsToDouble(bits)
            : throw Lacks("number", "value");

    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new StateFormatException($"'{name}' should be a string");

    private static StateFormatException Lacks(string what, string name) => new($"a {what} lacks a usable '{name}'");

    /// <summary>The crypter of what lies inside an encrypted value, where inner secrets are plain.</summary>
    private sealed class PlainText : ICrypter
    {
        public static PlainText Instance { get; } = new();

        public string Encrypt(string plaintext) => plaintext;

        public string Decrypt(string ciphertext) => ciphertext;
    }
}
