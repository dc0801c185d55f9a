using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Makes the objects that stand for values which JSON lacks.</summary>
internal static class Signed
{
    public static Value Secret(Value plain) =>
        Make(WireConstants.SecretSignature, (WireConstants.ValueProperty, plain));

    public static Value Asset(string signature, string property, Value value) => Make(signature, (property, value));

    public static Value Reference(string urn, string? id)
    {
        var reference = Make(WireConstants.ResourceSignature, (WireConstants.UrnProperty, Value.ForString(urn)));
        if (id is not null)
        {
            reference.StructValue.Fields[WireConstants.IdProperty] = Value.ForString(id);
        }

        return reference;
    }

    /// <summary>Marks a value with all that is known of its output; no value: unknown.</summary>
    public static Value OutputValue(Value? value, bool isSecret, IEnumerable<string> dependencies)
    {
        var output = Make(WireConstants.OutputValueSignature);
        var fields = output.StructValue.Fields;
        if (value is not null)
        {
            fields[WireConstants.ValueProperty] = value;
        }

        if (isSecret)
        {
            fields[WireConstants.SecretProperty] = Value.ForBool(true);
        }

        var urns = dependencies.Order(StringComparer.Ordinal).Select(Value.ForString).ToArray();
        if (urns.Length > 0)
        {
            fields[WireConstants.DependenciesProperty] = Value.ForList(urns);
        }

        return output;
    }

    /// <summary>The kind of such an object; null for an ordinary one.</summary>
    public static string? SignatureOf(Struct fields) =>
        fields.Fields.TryGetValue(WireConstants.SignatureKey, out var signature) && signature.KindCase == Value.KindOneofCase.StringValue
            ? signature.StringValue
            : null;

    private static Value Make(string signature, params (string Name, Value Value)[] fields)
    {
        var made = new Struct { Fields = { [WireConstants.SignatureKey] = Value.ForString(signature) } };
        foreach (var (name, value) in fields)
        {
            made.Fields[name] = value;
        }

        return Value.ForStruct(made);
    }
}
