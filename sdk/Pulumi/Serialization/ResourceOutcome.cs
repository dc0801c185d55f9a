using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>What the engine answered about a resource.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Id">Its id at the provider; null or empty while unknown.</param>
/// <param name="State">Its properties.</param>
/// <param name="PropertyDependencies">Further URNs that a property depends on.</param>
/// <param name="Succeeded">False if the engine failed, skipped or did not make it and lets the program go on: what is missing is unknown.</param>
internal sealed record ResourceOutcome(
    string Urn, string? Id, Struct? State, IReadOnlyDictionary<string, IEnumerable<string>> PropertyDependencies, bool Succeeded = true)
{
    /// <summary>The property's value; null if there is none.</summary>
    public OutputData<object?>? DataOf(string name) => name switch
    {
        WireConstants.UrnProperty => OutputData<object?>.Known(Urn),
        WireConstants.IdProperty => string.IsNullOrEmpty(Id) ? null : Deserializer.Deserialize(Value.ForString(Id)),
        _ => State is not null && State.Fields.TryGetValue(name, out var value) ? Deserializer.Deserialize(value) : null,
    };

    public IEnumerable<Resource> DependenciesOf(string name) =>
        PropertyDependencies.TryGetValue(name, out var urns) ? urns.Select(u => new DependencyResource(u)) : [];
}
