using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Rehearsal.Account;

/// <summary>Something that a rehearsal has on this computer, as the cloud's API would describe it. Holds no secret.</summary>
/// <param name="Kind">As in Droplet.</param>
/// <param name="Id">As the cloud's: a number, a UUID or a name.</param>
/// <param name="Urn">The resource it was made for.</param>
/// <param name="Inputs">What it was made of.</param>
/// <param name="Outputs">What is known of it besides.</param>
/// <param name="Complete">Its creation came to its end.</param>
internal sealed record Thing(string Kind, string Id, string Urn, PropertyMap Inputs, PropertyMap Outputs, bool Complete)
{
    public string Name => Text("name");

    /// <summary>A text of it; "" if there is none.</summary>
    public string Text(string name) => Value(name) is StringValue text ? text.Value : "";

    public bool Flag(string name) => Value(name) is BoolValue { Value: true };

    public int? Number(string name) => Value(name) is NumberValue number ? (int)number.Value : null;

    /// <summary>A list of texts or numbers, as texts; empty if there is none.</summary>
    public ImmutableArray<string> List(string name) => Inputs.List(name);

    public PropertyValue? Value(string name) => Outputs.Find(name) ?? Inputs.Find(name);
}
