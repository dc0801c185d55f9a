using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Images;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Local;

/// <param name="Name">The machine's name.</param>
/// <param name="Hostname">What it calls itself.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="MemoryMiB">Its memory limit, if any.</param>
internal sealed record InspectedMachine(string Name, string Hostname, string Address, bool Running, int? MemoryMiB);

/// <summary>Something that belongs to no machine: a kind (process, mount, interface, …) and which one.</summary>
/// <param name="Kind">Process, mount, interface, …</param>
/// <param name="Name">Which one.</param>
/// <param name="Machine">The machine it once belonged to, if that can be told.</param>
internal sealed record Leftover(string Kind, string Name, string? Machine = null)
{
    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>What local machines there are on this computer, and what is left of ones that are no more.</summary>
internal sealed record LocalInspection(
    ImmutableArray<InspectedMachine> Machines,
    ImmutableArray<Leftover> Leftovers,
    ImmutableArray<StoredImage> Images,
    ImmutableArray<string> Looked)
{
    /// <summary>As the result of the invoke machine:index:inspectLocal.</summary>
    public PropertyMap ToProperties() => PropertyMap.From(
    [
        new("machines", PropertyValue.Array(Machines.Select(m => (PropertyValue)PropertyMap.From(
        [
            new("name", m.Name), new("hostname", m.Hostname), new("address", m.Address), new("running", m.Running), new("memory", m.MemoryMiB is { } memory ? memory : PropertyValue.Null),
        ])))),
        new("leftovers", PropertyValue.Array(Leftovers.Select(l => (PropertyValue)PropertyMap.From([new("kind", l.Kind), new("name", l.Name)])))),
        new("images", PropertyValue.Array(Images.Select(i => (PropertyValue)PropertyMap.From([new("name", i.Name), new("bytes", i.Bytes)])))),
        new("looked", PropertyValue.Array(Looked.Select(l => (PropertyValue)l))),
    ]);
}
