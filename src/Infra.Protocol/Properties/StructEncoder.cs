using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Infra.Protocol.Properties;

/// <summary>Writes one tree of values.</summary>
internal sealed class StructEncoder(StructOptions options)
{
    private readonly PropertyTrail _trail = new();

    public Struct Encode(PropertyMap properties)
    {
        var result = new Struct();
        foreach (var (key, value) in properties)
        {
            _trail.Enter(key);
            if (key == Signatures.Key)
            {
                throw _trail.Error("this key is reserved for Pulumi's special values");
            }

            if (Encode(value) is { } encoded)
            {
                result.Fields.Add(key, encoded);
            }

            _trail.Leave();
        }

        return result;
    }

    public Value? Encode(PropertyValue value) => value switch
    {
        NullValue => Value.ForNull(),
        BoolValue flag => Value.ForBool(flag.Value),
        NumberValue number => Value.ForNumber(number.Value),
        StringValue text => Text(text.Value),
        ArrayValue array => new Value { ListValue = List(array.Items) },
        ObjectValue map => Value.ForStruct(Encode(map.Properties)),
        UnknownValue => Unknown(),
        SecretValue secret => Secret(secret.Value),
        OutputValue output => options.KeepOutputValues ? Output(output) : Downgraded(output),
        ResourceReferenceValue reference => options.KeepResources ? Reference(reference) : Plain(reference),
        AssetValue asset => Asset(asset),
        ArchiveValue archive => Archive(archive),
        _ => throw _trail.Error($"a {value.GetType().Name} cannot be sent"),
    };

    private Value Text(string text) => Signatures.IsUnknown(text)
        ? throw _trail.Error("this text is reserved: it stands for a value that is not known yet")
        : Value.ForString(text);

    private ListValue List(ImmutableArray<PropertyValue> items)
    {
        var list = new ListValue();
        for (var i = 0; i < items.Length; i++)
        {
            _trail.Enter(i);
            if (Encode(items[i]) is { } item)
            {
                list.Values.Add(item);
            }

            _trail.Leave();
        }

        return list;
    }

    private Value? Unknown() =>
        options.KeepUnknowns ? Value.ForString(Signatures.Unknown)
        : options.RejectUnknowns ? throw _trail.Error("the value is not known yet, but has to be here")
        : null;

    private Value? Secret(PropertyValue inner)
    {
        var value = Nested(inner);
        return value is null || !options.KeepSecrets ? value : Signed(Signatures.Secret, ("value", value));
    }

    private Value? Downgraded(OutputValue output)
    {
        var inner = output.Value ?? PropertyValue.Unknown;
        return output.Secret ? Secret(inner) : Nested(inner);
    }

    private Value Output(OutputValue output)
    {
        var result = Signed(Signatures.Output);
        if (output.Value is not null && Nested(output.Value) is { } value)
        {
            result.StructValue.Fields.Add("value", value);
        }

        if (output.Secret)
        {
            result.StructValue.Fields.Add("secret", Value.ForBool(true));
        }

        if (!output.Dependencies.IsDefaultOrEmpty)
        {
            result.StructValue.Fields.Add("dependencies", Value.ForList([.. output.Dependencies.Order(StringComparer.Ordinal).Select(Value.ForString)]));
        }

        return result;
    }

    private static Value Reference(ResourceReferenceValue reference)
    {
        var result = Signed(Signatures.ResourceReference, ("urn", Value.ForString(reference.Urn)));
        if (reference.Id is not null)
        {
            result.StructValue.Fields.Add("id", Value.ForString(reference.Id));
        }

        if (reference.PackageVersion.Length > 0)
        {
            result.StructValue.Fields.Add("packageVersion", Value.ForString(reference.PackageVersion));
        }

        return result;
    }

    private Value? Plain(ResourceReferenceValue reference) =>
        reference.Id is "" ? Unknown() : Value.ForString(reference.Id ?? reference.Urn);

    private Value Asset(AssetValue asset)
    {
        var result = Signed(Signatures.Asset);
        Add(result, "hash", asset.Hash.Length == 0 ? null : asset.Hash);
        if (!options.ElideAssetContents || asset.Hash.Length == 0)
        {
            Add(result, "text", asset.Text);
            Add(result, "path", asset.Path);
            Add(result, "uri", asset.Uri);
        }

        return result;
    }

    private Value Archive(ArchiveValue archive)
    {
        var result = Signed(Signatures.Archive);
        Add(result, "hash", archive.Hash.Length == 0 ? null : archive.Hash);
        if (!options.ElideAssetContents || archive.Hash.Length == 0)
        {
            Add(result, "path", archive.Path);
            Add(result, "uri", archive.Uri);
            if (archive.Assets is not null)
            {
                result.StructValue.Fields.Add("assets", Value.ForStruct(Encode(archive.Assets)));
            }
        }

        return result;
    }

    /// <summary>A wrapper's inside is a level too, or a chain of wrappers would be without end.</summary>
    private Value? Nested(PropertyValue inner)
    {
        _trail.Enter("value");
        var value = Encode(inner);
        _trail.Leave();
        return value;
    }

    private static void Add(Value target, string key, string? text)
    {
        if (text is not null)
        {
            target.StructValue.Fields.Add(key, Value.ForString(text));
        }
    }

    private static Value Signed(string signature, params ReadOnlySpan<(string Key, Value Value)> fields)
    {
        var result = new Struct { Fields = { [Signatures.Key] = Value.ForString(signature) } };
        foreach (var (key, value) in fields)
        {
            result.Fields.Add(key, value);
        }

        return Value.ForStruct(result);
    }
}
