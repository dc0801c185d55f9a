using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>Property values as the JSON of a state file. Numbers are written as Go writes them, so that files do not churn.</summary>
/// <param name="json">Where to.</param>
/// <param name="secret">The members that stand for a secret's JSON text: (name, text), such as ("ciphertext", "v1:…").</param>
internal sealed class PropertyJsonWriter(Utf8JsonWriter json, Func<string, (string Name, string Text)> secret)
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public void Write(PropertyMap map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            Write(value);
        }

        json.WriteEndObject();
    }

    public void Write(PropertyValue value)
    {
        switch (value)
        {
            case NullValue:
                json.WriteNullValue();
                break;
            case UnknownValue or OutputValue { Value: null }:
                json.WriteStringValue(Signatures.Unknown);
                break;
            case BoolValue flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case NumberValue number:
                Write(number.Value);
                break;
            case StringValue text:
                json.WriteStringValue(text.Value);
                break;
            case ArrayValue array:
                json.WriteStartArray();
                foreach (var item in array.Items)
                {
                    Write(item);
                }

                json.WriteEndArray();
                break;
            case ObjectValue map:
                Write(map.Properties);
                break;
            case SecretValue hidden:
                WriteSecret(hidden.Value);
                break;
            case OutputValue { Value: { } inner, Secret: var isSecret }:
                Write(isSecret ? inner.AsSecret() : inner);
                break;
            case ResourceReferenceValue reference:
                WriteSigned(Signatures.ResourceReference, ("id", reference.Id), ("packageVersion", reference.PackageVersion), ("urn", reference.Urn));
                break;
            case AssetValue asset:
                WriteSigned(Signatures.Asset, ("hash", asset.Hash), ("path", asset.Path), ("text", asset.Text), ("uri", asset.Uri));
                break;
            case ArchiveValue archive:
                WriteArchive(archive);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} cannot be written into a state");
        }
    }

    /// <summary>The JSON text that a secret's ciphertext hides: inner secrets plain, HTML characters escaped as Go does.</summary>
    internal static string InnerJson(PropertyValue value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            new PropertyJsonWriter(json, text => ("ciphertext", text)).Write(value);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private void Write(double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteRawValue(GoNumber.Format(number), skipInputValidation: true);
        }
        else
        {
            WriteSigned(Signatures.Float, ("value", BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture)));
        }
    }

    private void WriteSecret(PropertyValue value)
    {
        var (name, text) = secret(InnerJson(value));
        WriteSigned(Signatures.Secret, (name, text));
    }

    private void WriteArchive(ArchiveValue archive)
    {
        json.WriteStartObject();
        json.WriteString(Signatures.Key, Signatures.Archive);
        if (archive.Assets is not null)
        {
            json.WritePropertyName("assets");
            Write(archive.Assets);
        }

        WriteMembers([("hash", archive.Hash), ("path", archive.Path), ("uri", archive.Uri)]);
        json.WriteEndObject();
    }

    private void WriteSigned(string signature, params (string Name, string? Value)[] members)
    {
        json.WriteStartObject();
        json.WriteString(Signatures.Key, signature);
        WriteMembers(members);
        json.WriteEndObject();
    }

    private void WriteMembers(ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }
}
