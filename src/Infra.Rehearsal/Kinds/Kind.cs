using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>
/// What one kind of the cloud's things is on this computer. By itself a kind is kept and checked, and does nothing: those of
/// which there is something real say how it is made, changed, looked at and removed.
/// </summary>
internal abstract class Kind
{
    /// <summary>As in Droplet.</summary>
    public string Name => GetType().Name;

    /// <summary>The engine's name for it.</summary>
    public string Token => $"digitalocean:index/{char.ToLowerInvariant(Name[0])}{Name[1..]}:{Name}";

    /// <summary>What the cloud would refuse beyond the resource table. Unknowns are right.</summary>
    public virtual IEnumerable<CheckFailure> Check(PropertyMap inputs) => [];

    /// <summary>What the cloud refuses of a thing given those there are, in words; null if nothing.</summary>
    public virtual string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => null;

    /// <summary>Outputs of which a preview can say what they will be.</summary>
    public virtual PropertyMap Foresee(PropertyMap inputs) => PropertyMap.Empty;

    /// <summary>The id of a new thing.</summary>
    public virtual string NewId(PropertyMap inputs, CloudAccount account) => NewUuid();

    /// <summary>Makes the real thing; returns the outputs that are not inputs, and inputs that the cloud fills in.</summary>
    public virtual Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult(PropertyMap.Empty);

    /// <summary>The thing as it is now; null when it is gone.</summary>
    public virtual Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) => Task.FromResult<Thing?>(thing);

    /// <summary>The output that a new run would make another although no input differs; null if there is none.</summary>
    /// <param name="thing">As it was last made.</param>
    /// <param name="outputs">As they were last read.</param>
    /// <param name="inputs">The wanted ones.</param>
    /// <param name="project">The project's directory.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public virtual Task<string?> StaleAsync(Thing thing, PropertyMap outputs, PropertyMap inputs, string project, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Changes the real thing to the inputs of <paramref name="work"/>; returns outputs that are now different.</summary>
    public virtual Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult(PropertyMap.Empty);

    /// <summary>The machines on this computer that the thing is, or may be.</summary>
    public virtual IEnumerable<string> MachinesOf(Thing thing) => [];

    /// <summary>Removes the real thing, however much of it is there.</summary>
    public virtual Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the thing has been entered, changed or removed.</summary>
    public virtual Task SettleAsync(Work work, CancellationToken cancellationToken) => Task.CompletedTask;

    protected static string NewUuid() => Guid.NewGuid().ToString();

    /// <summary>"name" is another one's already.</summary>
    protected static string? Taken(PropertyMap inputs, ImmutableArray<Thing> others, string what) =>
        inputs.Text("name") is { Length: > 0 } name && others.FirstOrDefault(o => o.Name == name) is { } other
            ? $"the name '{name}' is already in use by another {what} ({other.Id})"
            : null;

    protected static IEnumerable<CheckFailure> Fail(string property, string? reason) => reason is null ? [] : [new CheckFailure(property, reason)];
}
