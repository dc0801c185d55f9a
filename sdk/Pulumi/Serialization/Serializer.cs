using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Pulumi.Serialization;

/// <summary>Turns one value of a program into the engine's form, and collects whom it depends on.</summary>
internal sealed class Serializer(SerializerOptions options)
{
    private readonly HashSet<Resource> _dependencies = [];

    /// <summary>The resources met on the way.</summary>
    public IReadOnlyCollection<Resource> Dependencies => _dependencies;

    public bool ContainsUnknowns { get; private set; }

    public bool ContainsSecrets { get; private set; }

    /// <summary>The value; JSON null for null. The context names the place in error texts.</summary>
    public async Task<Value> SerializeAsync(string context, object? value)
    {
        switch (value)
        {
            case null:
                return Value.ForNull();
            case bool flag:
                return Value.ForBool(flag);
            case int number:
                return Value.ForNumber(number);
            case double number:
                return Value.ForNumber(number);
            case string text:
                return Value.ForString(text);
            case AssetOrArchive asset:
                return await SerializeAssetAsync(context, asset).ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException($"{context} is a task; wrap it with Output.Create to use it as an input.");
            case IInput input:
                return await SerializeOutputAsync(context, input.Content).ConfigureAwait(false);
            case IOutput output:
                return await SerializeOutputAsync(context, output).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(context, union.Value).ConfigureAwait(false);
            case JsonElement element:
                return SerializeJson(element);
            case JsonDocument document:
                return SerializeJson(document.RootElement);
            case JsonInput json:
                return await SerializeAsJsonTextAsync(context, json.Value).ConfigureAwait(false);
            case Resource resource:
                return await SerializeResourceAsync(context, resource).ConfigureAwait(false);
            case InputArgs args:
                return Value.ForStruct(await SerializeEntriesAsync(context, args.ToDictionary()).ConfigureAwait(false));
            case IDictionary entries:
                return Value.ForStruct(await SerializeEntriesAsync(context, ToPairs(context, entries)).ConfigureAwait(false));
            case Enum named:
                return Value.ForNumber(Convert.ToInt32(named, null));
            case IEnumerable items:
                return await SerializeItemsAsync(context, items).ConfigureAwait(false);
            default:
                return await SerializeObjectAsync(context, value).ConfigureAwait(false);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> ToPairs(string context, IDictionary entries)
    {
        foreach (DictionaryEntry entry in entries)
        {
            yield return entry.Key is string key
                ? KeyValuePair.Create(key, entry.Value)
                : throw new InvalidOperationException($"{context} has a key of type {entry.Key.GetType()}; keys must be strings.");
        }
    }

    private static Value SerializeJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Value.ForNull(),
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(element.GetBoolean()),
        JsonValueKind.Number => Value.ForNumber(element.GetDouble()),
        JsonValueKind.String => Value.ForString(element.GetString()),
        JsonValueKind.Array => Value.ForList([.. element.EnumerateArray().Select(SerializeJson)]),
        _ => Value.ForStruct(MakeStruct(element.EnumerateObject()
            .Where(p => p.Value.ValueKind != JsonValueKind.Null)
            .Select(p => (p.Name, SerializeJson(p.Value))))),
    };

    private static Struct MakeStruct(IEnumerable<(string Name, Value Value)> fields)
    {
        var made = new Struct();
        foreach (var (name, value) in fields.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            made.Fields[name] = value;
        }

        return made;
    }

    private async Task<Struct> SerializeEntriesAsync(string context, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var fields = new List<(string Name, Value Value)>();
        foreach (var (key, entry) in entries)
        {
            var value = await SerializeAsync($"{context}.{key}", entry).ConfigureAwait(false);
            if (value.KindCase != Value.KindOneofCase.NullValue)
            {
                fields.Add((key, value));
            }
        }

        return MakeStruct(fields);
    }

    private async Task<Value> SerializeItemsAsync(string context, IEnumerable items)
    {
        var values = new ListValue();
        foreach (var item in IsDefaultArray(items) ? Array.Empty<object>() : items)
        {
            values.Values.Add(await SerializeAsync($"{context}[{values.Values.Count}]", item).ConfigureAwait(false));
        }

        return new Value { ListValue = values };
    }

    /// <summary>True for an ImmutableArray that was never made: it can't be enumerated.</summary>
    private static bool IsDefaultArray(IEnumerable items) =>
        items.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && items.Equals(RuntimeHelpers.GetUninitializedObject(type));

    private async Task<Value> SerializeAssetAsync(string context, AssetOrArchive asset) =>
        Signed.Asset(asset.Signature, asset.Property, await SerializeAsync($"{context}.{asset.Property}", asset.Value).ConfigureAwait(false));

    private async Task<Value> SerializeOutputAsync(string context, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        _dependencies.UnionWith(data.Resources);
        ContainsSecrets |= data.IsSecret;
        if (options.KeepOutputValues && (!data.IsKnown || data.IsSecret || !data.Resources.IsEmpty))
        {
            return await SerializeOutputValueAsync(context, data).ConfigureAwait(false);
        }

        if (!data.IsKnown)
        {
            ContainsUnknowns = true;
            return Value.ForString(WireConstants.UnknownValue);
        }

        var value = await SerializeAsync(context, data.Value).ConfigureAwait(false);
        return data.IsSecret ? Signed.Secret(value) : value;
    }

    private async Task<Value> SerializeOutputValueAsync(string context, OutputData<object?> data)
    {
        var inner = new Serializer(options with { KeepOutputValues = false });
        var value = data.IsKnown ? await inner.SerializeAsync(context, data.Value).ConfigureAwait(false) : null;
        Include(inner);
        ContainsUnknowns |= !data.IsKnown;
        var urns = await DependencyUrns.ExpandAsync(data.Resources).ConfigureAwait(false);
        return Signed.OutputValue(value, data.IsSecret, urns);
    }

    private void Include(Serializer inner)
    {
        _dependencies.UnionWith(inner._dependencies);
        ContainsUnknowns |= inner.ContainsUnknowns;
        ContainsSecrets |= inner.ContainsSecrets;
    }

    private async Task<Value> SerializeAsJsonTextAsync(string context, object value)
    {
        var inner = new Serializer(new SerializerOptions(KeepResources: false));
        var content = Unsigned(await inner.SerializeAsync(context, value).ConfigureAwait(false));
        Include(inner);
        var text = inner.ContainsUnknowns
            ? Value.ForString(WireConstants.UnknownValue)
            : content.KindCase == Value.KindOneofCase.NullValue ? content : Value.ForString(Google.Protobuf.JsonFormatter.Default.Format(content));
        return inner is { ContainsSecrets: true, ContainsUnknowns: false } ? Signed.Secret(text) : text;
    }

    /// <summary>The value without marks of secrets: the text as a whole gets one.</summary>
    private static Value Unsigned(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StructValue when Signed.SignatureOf(value.StructValue) == WireConstants.SecretSignature =>
            Unsigned(value.StructValue.Fields[WireConstants.ValueProperty]),
        Value.KindOneofCase.StructValue => Value.ForStruct(MakeStruct(value.StructValue.Fields.Select(f => (f.Key, Unsigned(f.Value))))),
        Value.KindOneofCase.ListValue => Value.ForList([.. value.ListValue.Values.Select(Unsigned)]),
        _ => value,
    };

    private async Task<Value> SerializeResourceAsync(string context, Resource resource)
    {
        if (!options.ExcludeResourceReferences)
        {
            _dependencies.Add(resource);
        }

        var id = (resource as CustomResource)?.Id;
        if (!options.KeepResources)
        {
            return await SerializeAsync($"{context}.{(id is null ? "urn" : "id")}", id ?? resource.Urn).ConfigureAwait(false);
        }

        var urn = await resource.Urn.DataTask.ConfigureAwait(false);
        var idData = id is null ? default : await id.DataTask.ConfigureAwait(false);
        return Signed.Reference(urn.Value, id is null ? null : idData.IsKnown ? idData.Value ?? "" : "");
    }

    private async Task<Value> SerializeObjectAsync(string context, object value)
    {
        var type = value.GetType();
        if (EnumTypes.TryGetValue(value, out var plain))
        {
            return await SerializeAsync(context, plain).ConfigureAwait(false);
        }

        if (OutputTypes.TryGetFields(value, out var fields))
        {
            return Value.ForStruct(await SerializeEntriesAsync(context, fields).ConfigureAwait(false));
        }

        throw new InvalidOperationException($"{context} is a {type}, which is not a supported argument type.");
    }
}
