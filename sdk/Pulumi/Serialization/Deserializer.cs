using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Turns one value of the engine into plain objects; secretness, unknowns and dependencies inside go up to the whole.</summary>
internal sealed class Deserializer
{
    private readonly ImmutableHashSet<Resource>.Builder _resources = ImmutableHashSet.CreateBuilder<Resource>();
    private bool _isSecret;
    private bool _isUnknown;

    private Deserializer()
    {
    }

    /// <summary>Null, bool, double, string, assets, resources, ImmutableArray and ImmutableDictionary of such.</summary>
    public static OutputData<object?> Deserialize(Value value)
    {
        var deserializer = new Deserializer();
        var plain = deserializer.Read(value);
        var isKnown = !deserializer._isUnknown;
        return new OutputData<object?>(deserializer._resources.ToImmutable(), isKnown ? plain : null, isKnown, deserializer._isSecret);
    }

    private object? Read(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.BoolValue:
                return value.BoolValue;
            case Value.KindOneofCase.NumberValue:
                return value.NumberValue;
            case Value.KindOneofCase.StringValue:
                return value.StringValue == WireConstants.UnknownValue ? Unknown() : value.StringValue;
            case Value.KindOneofCase.ListValue:
                return value.ListValue.Values.Select(Read).ToImmutableArray();
            case Value.KindOneofCase.StructValue:
                return ReadStruct(value.StructValue);
            default:
                return null;
        }
    }

    private object? ReadStruct(Struct value)
    {
        switch (Signed.SignatureOf(value))
        {
            case null:
                return value.Fields.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal))
                    .ToImmutableDictionary(f => f.Key, f => Read(f.Value));
            case WireConstants.SecretSignature:
                _isSecret = true;
                return Read(Field(value, WireConstants.ValueProperty));
            case WireConstants.OutputValueSignature:
                return ReadOutputValue(value);
            case WireConstants.ResourceSignature:
                return ReadReference(value);
            case WireConstants.AssetSignature:
                return ReadAsset(value);
            case WireConstants.ArchiveSignature:
                return ReadArchive(value);
            case var signature:
                throw new InvalidOperationException($"The engine sent a value of an unknown kind ({signature}); it is newer than this SDK.");
        }
    }

    private object? ReadOutputValue(Struct value)
    {
        if (value.Fields.TryGetValue(WireConstants.SecretProperty, out var secret))
        {
            _isSecret |= secret.BoolValue;
        }

        if (value.Fields.TryGetValue(WireConstants.DependenciesProperty, out var urns))
        {
            _resources.UnionWith(urns.ListValue.Values.Select(u => new DependencyResource(u.StringValue)));
        }

        return value.Fields.TryGetValue(WireConstants.ValueProperty, out var inner) ? Read(inner) : Unknown();
    }

    private Resource ReadReference(Struct value)
    {
        var urn = Field(value, WireConstants.UrnProperty).StringValue;
        var id = value.Fields.TryGetValue(WireConstants.IdProperty, out var found) ? Read(found) as string : null;
        var version = value.Fields.TryGetValue(WireConstants.PackageVersionProperty, out var text) ? text.StringValue : "";
        return ResourceTypes.TryConstruct(urn, version) ?? (id is null ? new DependencyResource(urn) : new DependencyResource(urn, id));
    }

    private static Asset ReadAsset(Struct value) => Text(value, WireConstants.PathProperty) is { } path ? new FileAsset(path)
        : Text(value, WireConstants.UriProperty) is { } uri ? new RemoteAsset(uri)
        : new StringAsset(Field(value, WireConstants.TextProperty).StringValue);

    private Archive ReadArchive(Struct value) => Text(value, WireConstants.PathProperty) is { } path ? new FileArchive(path)
        : Text(value, WireConstants.UriProperty) is { } uri ? new RemoteArchive(uri)
        : new AssetArchive(Field(value, WireConstants.AssetsProperty).StructValue.Fields.ToImmutableDictionary(
            f => f.Key,
            f => Read(f.Value) as AssetOrArchive ?? throw new InvalidOperationException($"The engine sent an archive whose entry '{f.Key}' is no asset.")));

    private static string? Text(Struct value, string name) =>
        value.Fields.TryGetValue(name, out var text) && text.StringValue.Length > 0 ? text.StringValue : null;

    private static Value Field(Struct value, string name) => value.Fields.TryGetValue(name, out var field)
        ? field
        : throw new InvalidOperationException($"The engine sent a value of kind {Signed.SignatureOf(value)} without '{name}'.");

    private object? Unknown()
    {
        _isUnknown = true;
        return null;
    }
}
