using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>The top-level properties of a resource, function call or output set in the engine's form.</summary>
internal sealed record SerializedProperties(
    Struct Object, IReadOnlyDictionary<string, IReadOnlyCollection<Resource>> Dependencies, bool ContainsUnknowns, bool ContainsSecrets)
{
    /// <summary>Serializes each property; null ones are left out. The label names the owner in error texts.</summary>
    public static async Task<SerializedProperties> SerializeAsync(
        string label, IEnumerable<KeyValuePair<string, object?>> properties, SerializerOptions options, Func<string, bool>? keep = null)
    {
        var fields = new Struct();
        var dependencies = new SortedDictionary<string, IReadOnlyCollection<Resource>>(StringComparer.Ordinal);
        var (unknowns, secrets) = (false, false);
        foreach (var (key, property) in properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (property is null || keep?.Invoke(key) == false)
            {
                continue;
            }

            var serializer = new Serializer(options);
            var value = await serializer.SerializeAsync($"{label}.{key}", property).ConfigureAwait(false);
            if (value.KindCase == Value.KindOneofCase.NullValue)
            {
                continue;
            }

            fields.Fields[key] = value;
            dependencies[key] = serializer.Dependencies;
            unknowns |= serializer.ContainsUnknowns;
            secrets |= serializer.ContainsSecrets;
        }

        return new SerializedProperties(fields, dependencies, unknowns, secrets);
    }
}
