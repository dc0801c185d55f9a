using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Fields = Google.Protobuf.Collections.MapField<string, Google.Protobuf.WellKnownTypes.Value>;

namespace Infra.Protocol.Properties;

/// <summary>Reads one tree of values; null means "left out".</summary>
internal sealed class StructDecoder(StructOptions options)
{
    private readonly PropertyTrail _trail = new();

    public PropertyMap Decode(Struct properties)
    {
        var pairs = new List<KeyValuePair<string, PropertyValue>>(properties.Fields.Count);
        foreach (var (key, value) in properties.Fields)
        {
            _trail.Enter(key);
            if (key == Signatures.Key)
            {
                throw _trail.Error("this key is reserved for Pulumi's special values");
            }

            if (Decode(value) is { } decoded)
            {
                pairs.Add(new(key, decoded));
            }

            _trail.Leave();
        }

        return PropertyMap.From(pairs);
    }

    public PropertyValue? Decode(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NullValue => PropertyValue.Null,
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => Signatures.IsUnknown(value.StringValue) ? Unknown() : value.StringValue,
        Value.KindOneofCase.ListValue => new ArrayValue(List(value.ListValue.Values)),
        Value.KindOneofCase.StructValue => value.StructValue.Fields.TryGetValue(Signatures.Key, out var signature)
            ? Special(signature, value.StructValue.Fields)
            : new ObjectValue(Decode(value.StructValue)),
        _ => throw _trail.Error("the value has no kind"),
    };

    private ImmutableArray<PropertyValue> List(RepeatedField<Value> values)
    {
        var items = ImmutableArray.CreateBuilder<PropertyValue>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            _trail.Enter(i);
            if (Decode(values[i]) is { } item)
            {
                items.Add(item);
            }

            _trail.Leave();
        }

        return items.DrainToImmutable();
    }

    private PropertyValue? Special(Value signature, Fields fields) => signature.StringValue switch
    {
        Signatures.Secret => Secret(Find(fields, "value") ?? throw _trail.Error("a secret has no value")),
        Signatures.Output => Output(fields),
        Signatures.ResourceReference => Reference(fields),
        Signatures.Asset => Asset(fields),
        Signatures.Archive => Archive(fields),
        Signatures.ByteString => throw _trail.Error("bytes that are not UTF-8 are not supported"),
        var other => throw _trail.Error($"'{other}' is not the signature of a known kind of value"),
    };

    private PropertyValue? Secret(Value inner) =>
        Nested(inner, secret: true) is not { } value ? null : options.KeepSecrets ? new SecretValue(value) : value;

    private PropertyValue? Output(Fields fields)
    {
        var secret = Find(fields, "secret") is { } flag
            && (flag.HasBoolValue ? flag.BoolValue : throw _trail.Error("an output's 'secret' is not a boolean"));
        var inner = Find(fields, "value");
        if (options.KeepOutputValues)
        {
            return new OutputValue(inner is null ? null : Nested(inner, secret), secret, Dependencies(fields));
        }

        var value = inner is null ? Unknown() : Nested(inner, secret);
        return value is null || !secret || !options.KeepSecrets ? value : new SecretValue(value);
    }

    private ImmutableArray<string> Dependencies(Fields fields) => Find(fields, "dependencies") switch
    {
        null => [],
        { ListValue: { } list } when list.Values.All(v => v.HasStringValue) => [.. list.Values.Select(v => v.StringValue)],
        _ => throw _trail.Error("an output's 'dependencies' are not a list of URNs"),
    };

    private PropertyValue? Reference(Fields fields)
    {
        var urn = Text(fields, "urn") ?? throw _trail.Error("a reference to a resource has no URN");
        var id = Find(fields, "id") is { HasNullValue: true } ? null : Text(fields, "id");
        id = id is not null && Signatures.IsUnknown(id) ? "" : id;
        return options.KeepResources ? new ResourceReferenceValue(urn, id, Text(fields, "packageVersion") ?? "")
            : id is "" || (id is null && Signatures.IsUnknown(urn)) ? Unknown()
            : id ?? urn;
    }

    private AssetValue Asset(Fields fields)
    {
        var asset = new AssetValue(Text(fields, "text"), Text(fields, "path"), Text(fields, "uri"), Text(fields, "hash") ?? "");
        RequireOneSource("an asset", "text, path and uri", asset.Hash, asset.Text, asset.Path, asset.Uri);
        return asset;
    }

    private ArchiveValue Archive(Fields fields)
    {
        var assets = Find(fields, "assets") switch
        {
            null or { HasNullValue: true } => null,
            { StructValue: { } map } => Decode(map),
            _ => throw _trail.Error("an archive's 'assets' are not an object"),
        };
        var archive = new ArchiveValue(assets, Text(fields, "path"), Text(fields, "uri"), Text(fields, "hash") ?? "");
        RequireOneSource("an archive", "assets, path and uri", archive.Hash, archive.Assets, archive.Path, archive.Uri);
        foreach (var (name, value) in archive.Assets ?? PropertyMap.Empty)
        {
            if (value.Unwrap() is not (AssetValue or ArchiveValue or UnknownValue))
            {
                _trail.Enter(name);
                throw _trail.Error("only assets and archives can be in an archive");
            }
        }

        return archive;
    }

    private void RequireOneSource(string what, string choices, string hash, params ReadOnlySpan<object?> sources)
    {
        var count = 0;
        foreach (var source in sources)
        {
            count += source is null ? 0 : 1;
        }

        if (count > 1 || (count == 0 && hash.Length == 0))
        {
            throw _trail.Error($"{what} needs one of {choices}, and has {(count == 0 ? "none" : "several")}");
        }
    }

    private PropertyValue? Unknown() =>
        options.KeepUnknowns ? PropertyValue.Unknown
        : options.RejectUnknowns ? throw _trail.Error("the value is not known yet, but has to be here")
        : null;

    private PropertyValue? Nested(Value inner, bool secret)
    {
        _trail.EnterWrapper(secret);
        var value = Decode(inner);
        _trail.LeaveWrapper(secret);
        return value;
    }

    private static Value? Find(Fields fields, string key) => fields.GetValueOrDefault(key);

    private string? Text(Fields fields, string key) => Find(fields, key) switch
    {
        null => null,
        { HasStringValue: true } text => text.StringValue,
        _ => throw _trail.Error($"'{key}' is not a text"),
    };
}
