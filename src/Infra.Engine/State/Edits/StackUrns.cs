using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.State.Edits;

/// <summary>The state of a stack under another name: every URN in it, those in values too.</summary>
public static class StackUrns
{
    public static Snapshot Rename(Snapshot snapshot, StackReference to) => snapshot with
    {
        Resources = [.. snapshot.Resources.Select(r => Rename(r, to))],
        PendingOperations = [.. snapshot.PendingOperations.Select(p => p with { Resource = Rename(p.Resource, to) })],
    };

    /// <summary>The same resource in another stack; the root's name follows from the stack's.</summary>
    public static string Rename(string urn, StackReference to) =>
        !Urn.IsValid(urn) ? urn
        : Urn.IsRootStack(urn) ? Urn.RootStack(to.Stack, to.Project)
        : $"urn:pulumi:{to.Stack}::{to.Project}::{Urn.QualifiedType(urn)}::{Urn.Name(urn)}";

    internal static ResourceState Rename(ResourceState state, StackReference to)
    {
        var renamed = UrnReferences.Map(state, urn => Rename(urn, to));
        return renamed with
        {
            Urn = Rename(state.Urn, to),
            Aliases = state.Aliases.IsDefaultOrEmpty ? [] : [.. state.Aliases.Select(urn => Rename(urn, to))],
            Inputs = Rename(state.Inputs, to),
            Outputs = Rename(state.Outputs, to),
        };
    }

    private static PropertyMap Rename(PropertyMap map, StackReference to) =>
        PropertyMap.From(map.Select(pair => KeyValuePair.Create(pair.Key, Rename(pair.Value, to))));

    private static PropertyValue Rename(PropertyValue value, StackReference to) => value switch
    {
        ResourceReferenceValue reference => reference with { Urn = Rename(reference.Urn, to) },
        ObjectValue map => Rename(map.Properties, to),
        ArrayValue list => PropertyValue.Array(list.Items.Select(item => Rename(item, to))),
        SecretValue secret => Rename(secret.Value, to).AsSecret(),
        _ => value,
    };
}
