using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Protocol.Providers;

/// <summary>What a provider accepts; one that does not accept secrets gets plain values.</summary>
public sealed record ProviderCapabilities(bool AcceptSecrets = true, bool AcceptResources = true, bool AcceptOutputs = false, bool SupportsPreview = true);

/// <param name="Urn">Whose inputs.</param>
/// <param name="Olds">Old inputs; null when there is no old resource.</param>
/// <param name="News">Inputs as the program gave them.</param>
/// <param name="RandomSeed">To draw generated names from.</param>
public sealed record CheckArgs(string Urn, PropertyMap? Olds, PropertyMap News, RandomSeed RandomSeed);

public sealed record CheckResult(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures)
{
    public static CheckResult Ok(PropertyMap inputs) => new(inputs, []);
}

/// <summary>An input that cannot be: a property path ("" for the whole) and the reason in words.</summary>
public sealed record CheckFailure(string Property, string Reason);

/// <param name="Id">The resource's id.</param>
/// <param name="Urn">The resource.</param>
/// <param name="OldOutputs">Outputs in the state.</param>
/// <param name="OldInputs">Inputs in the state.</param>
/// <param name="News">New checked inputs, unknowns possible in a preview.</param>
/// <param name="IgnoreChanges">Paths the program asked to leave alone.</param>
public sealed record DiffArgs(string Id, string Urn, PropertyMap OldOutputs, PropertyMap OldInputs, PropertyMap News, ImmutableArray<string> IgnoreChanges);

public enum DiffChanges
{
    /// <summary>The provider does not say: the engine compares inputs.</summary>
    Unknown,
    None,
    Some,
}

/// <param name="Changes">Whether anything differs.</param>
/// <param name="Replaces">Properties whose change needs a replacement.</param>
/// <param name="Stables">Outputs that an update will not change.</param>
/// <param name="DeleteBeforeReplace">The old one must go first.</param>
/// <param name="Diffs">Top-level properties that differ.</param>
/// <param name="DetailedDiff">Property path to kind; null if the provider gives none.</param>
public sealed record DiffResult(
    DiffChanges Changes,
    ImmutableArray<string> Replaces,
    ImmutableArray<string> Stables,
    bool DeleteBeforeReplace,
    ImmutableArray<string> Diffs,
    ImmutableSortedDictionary<string, PropertyDiff>? DetailedDiff)
{
    public static DiffResult None { get; } = new(DiffChanges.None, [], [], false, [], null);

    public static DiffResult Unknown { get; } = new(DiffChanges.Unknown, [], [], false, [], null);

    public bool RequiresReplacement => !Replaces.IsDefaultOrEmpty || (DetailedDiff?.Values.Any(d => d.Kind.IsReplace()) ?? false);
}

public sealed record PropertyDiff(PropertyDiffKind Kind, bool InputDiff = true);

public enum PropertyDiffKind
{
    Add,
    AddReplace,
    Delete,
    DeleteReplace,
    Update,
    UpdateReplace,
}

public static class PropertyDiffKinds
{
    public static bool IsReplace(this PropertyDiffKind kind) =>
        kind is PropertyDiffKind.AddReplace or PropertyDiffKind.DeleteReplace or PropertyDiffKind.UpdateReplace;

    /// <summary>The same difference, now demanding a replacement.</summary>
    public static PropertyDiffKind ToReplace(this PropertyDiffKind kind) => kind switch
    {
        PropertyDiffKind.Add => PropertyDiffKind.AddReplace,
        PropertyDiffKind.Delete => PropertyDiffKind.DeleteReplace,
        PropertyDiffKind.Update => PropertyDiffKind.UpdateReplace,
        _ => kind,
    };
}

/// <param name="Urn">The resource to make.</param>
/// <param name="Inputs">Checked inputs.</param>
/// <param name="Timeout">From customTimeouts; null: the provider's own default.</param>
/// <param name="Preview">Only say what the outputs would be; nothing may change.</param>
public sealed record CreateArgs(string Urn, PropertyMap Inputs, TimeSpan? Timeout, bool Preview);

/// <param name="Id">Never empty but in a preview.</param>
/// <param name="Outputs">The resource's outputs.</param>
public sealed record CreateResult(string Id, PropertyMap Outputs);

/// <param name="Id">Which one.</param>
/// <param name="Urn">The resource.</param>
/// <param name="Outputs">Outputs in the state; empty when importing or reading an external one.</param>
/// <param name="Inputs">Inputs in the state; null when importing.</param>
/// <param name="Timeout">From customTimeouts.</param>
public sealed record ReadArgs(string Id, string Urn, PropertyMap Outputs, PropertyMap? Inputs, TimeSpan? Timeout);

/// <param name="Id">The id, which may have changed.</param>
/// <param name="Outputs">Outputs as found.</param>
/// <param name="Inputs">Inputs as found (what is really there, in the shape of inputs); null keeps those of the state.</param>
public sealed record ReadResult(string Id, PropertyMap Outputs, PropertyMap? Inputs);

public sealed record UpdateArgs(
    string Id,
    string Urn,
    PropertyMap OldOutputs,
    PropertyMap OldInputs,
    PropertyMap News,
    TimeSpan? Timeout,
    ImmutableArray<string> IgnoreChanges,
    bool Preview);

public sealed record UpdateResult(PropertyMap Outputs);

public sealed record DeleteArgs(string Id, string Urn, PropertyMap Outputs, PropertyMap OldInputs, TimeSpan? Timeout);

public sealed record InvokeArgs(string Token, PropertyMap Args, bool Preview);

public sealed record InvokeResult(PropertyMap Return, ImmutableArray<CheckFailure> Failures)
{
    public static InvokeResult Ok(PropertyMap values) => new(values, []);
}
