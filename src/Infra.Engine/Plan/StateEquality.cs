using System.Collections.Immutable;
using Infra.Engine.State;

namespace Infra.Engine.Plan;

/// <summary>Whether two states of a resource say the same, so that nothing need be written.</summary>
public static class StateEquality
{
    public static bool Same(ResourceState a, ResourceState b) =>
        a.Urn == b.Urn && a.Type == b.Type && a.Custom == b.Custom && a.Delete == b.Delete && a.Id == b.Id
        && a.Parent == b.Parent && a.Protect == b.Protect && a.Taint == b.Taint && a.External == b.External
        && a.Provider == b.Provider && a.PendingReplacement == b.PendingReplacement && a.ImportId == b.ImportId
        && a.RetainOnDelete == b.RetainOnDelete && a.DeletedWith == b.DeletedWith && a.CustomTimeouts == b.CustomTimeouts
        && Equals(a.ReplacementTrigger, b.ReplacementTrigger)
        && Same(a.Dependencies, b.Dependencies) && Same(a.InitErrors, b.InitErrors) && Same(a.ReplaceWith, b.ReplaceWith)
        && Same(a.AdditionalSecretOutputs, b.AdditionalSecretOutputs) && Same(a.IgnoreChanges, b.IgnoreChanges)
        && Same(a.HideDiffs, b.HideDiffs) && Same(a.ReplaceOnChanges, b.ReplaceOnChanges)
        && Same(a.PropertyDependencies, b.PropertyDependencies)
        && a.Inputs.Equals(b.Inputs) && a.Outputs.Equals(b.Outputs);

    private static bool Same(ImmutableArray<string> a, ImmutableArray<string> b) =>
        (a.IsDefault ? [] : a).AsSpan().SequenceEqual((b.IsDefault ? [] : b).AsSpan());

    private static bool Same(ImmutableSortedDictionary<string, ImmutableArray<string>> a, ImmutableSortedDictionary<string, ImmutableArray<string>> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && Same(pair.Value, other));
}
