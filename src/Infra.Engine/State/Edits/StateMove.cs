using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.Urns;

namespace Infra.Engine.State.Edits;

/// <summary>Moves resources from the state of one stack to that of another; their children go along, their providers are copied.</summary>
public sealed class StateMove
{
    private readonly Snapshot _source;
    private readonly Snapshot _destination;
    private readonly StackReference _to;
    private readonly HashSet<ResourceState> _moving;
    private readonly HashSet<string> _movingUrns;
    private readonly ILookup<string, ResourceState> _there;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _providers = new(StringComparer.Ordinal);

    private StateMove(Snapshot source, Snapshot destination, StackReference to, HashSet<ResourceState> moving)
    {
        _source = source;
        _destination = destination;
        _to = to;
        _moving = moving;
        _there = destination.Resources.ToLookup(r => r.Urn, StringComparer.Ordinal);
        _movingUrns = moving.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var root in source.Resources.Where(r => Urn.IsRootStack(r.Urn)))
        {
            _names[root.Urn] = StackUrns.Rename(root.Urn, to);
        }
    }

    /// <param name="source">The state they leave.</param>
    /// <param name="destination">The state they come to. What an interrupted move has brought there already stays as it is.</param>
    /// <param name="urns">Which; that of the stack means all of it.</param>
    /// <param name="includeParents">And the components they are in.</param>
    /// <param name="to">Whose state <paramref name="destination"/> is.</param>
    /// <exception cref="InfraException">INF2011: the source lacks one. INF2012: a provider alone, or something else is there already.</exception>
    public static MovePlan Plan(Snapshot source, Snapshot destination, IReadOnlyCollection<string> urns, bool includeParents, StackReference to) =>
        new StateMove(source, destination, to, Choose(source, urns, includeParents)).Plan();

    private static HashSet<ResourceState> Choose(Snapshot source, IReadOnlyCollection<string> urns, bool includeParents)
    {
        StateLookup.Live(source, urns);
        if (urns.FirstOrDefault(urn => Urn.IsProviderType(Urn.Type(urn))) is { } provider)
        {
            throw Refused($"{provider} is a provider; those are copied with the resources they made.", "Name the resources.");
        }

        var chosen = urns.ToHashSet(StringComparer.Ordinal);
        foreach (var resource in includeParents ? source.Resources.Reverse() : [])
        {
            if (chosen.Contains(resource.Urn) && resource.Parent.Length > 0 && !Urn.IsRootStack(resource.Parent))
            {
                chosen.Add(resource.Parent);
            }
        }

        foreach (var resource in source.Resources.Where(r => chosen.Contains(r.Parent)))
        {
            chosen.Add(resource.Urn);
        }

        return source.Resources.Where(r => chosen.Contains(r.Urn) && !Urn.IsRootStack(r.Urn)).ToHashSet<ResourceState>(ReferenceEqualityComparer.Instance);
    }

    private MovePlan Plan()
    {
        var staying = _source.Resources.Where(r => !_moving.Contains(r)).ToList();
        if (staying.FirstOrDefault(r => ProviderReference.Parse(r.Provider) is { } p && _movingUrns.Contains(p.Urn)) is { } stranded)
        {
            throw Refused($"{stranded.Urn} stays, and the provider that made it, {stranded.Provider}, would go.", "Move it as well.");
        }

        var needed = _moving.Select(r => r.Provider).ToHashSet(StringComparer.Ordinal);
        var copied = staying.Where(r => needed.Contains($"{r.Urn}::{r.Id}")).ToList();
        var added = new List<ResourceState>();
        ResourceState[] root = _destination.Resources.Any(r => Urn.IsRootStack(r.Urn)) ? [] : [new ResourceState { Urn = Urn.RootStack(_to.Stack, _to.Project), Type = Urn.RootStackType }];
        added.AddRange(copied.Select(CopyProvider).OfType<ResourceState>());
        added.AddRange(_source.Resources.Where(_moving.Contains).Select(Carry).OfType<ResourceState>());
        return new MovePlan(
            _source with { Resources = [.. staying.Select(r => UrnReferences.Map(r, urn => _movingUrns.Contains(urn) ? null : urn))] },
            _destination with { Resources = [.. root, .. _destination.Resources, .. added] },
            [.. _source.Resources.Where(_moving.Contains).Select(r => r.Urn)],
            [.. copied.Select(r => r.Urn)],
            [
                .. staying.SelectMany(r => Broken(r, _movingUrns.Contains, "stays")),
                .. _source.Resources.Where(_moving.Contains).SelectMany(r => Broken(r, urn => !_names.ContainsKey(urn), "goes")),
            ]);
    }

    private ResourceState? CopyProvider(ResourceState provider)
    {
        var copy = Rename(provider);
        var there = _there[copy.Urn].FirstOrDefault(r => !r.Delete);
        if (there is not null && there.Id != copy.Id && !there.Inputs.Equals(copy.Inputs))
        {
            throw Refused($"{_to} has a provider {copy.Urn} already, and it is configured differently.", "Give one of the two another name:\n    infra state rename <urn> <new name>");
        }

        _providers[$"{provider.Urn}::{provider.Id}"] = $"{copy.Urn}::{there?.Id ?? copy.Id}";
        return there is null ? copy : null;
    }

    private ResourceState? Carry(ResourceState resource)
    {
        var moved = Rename(resource);
        moved = moved with { Provider = _providers.GetValueOrDefault(resource.Provider, moved.Provider) };
        var there = _there[moved.Urn].ToList();
        return there.Count == 0 ? moved
            : there.Exists(r => StateEquality.Same(r, moved)) ? null
            : throw Refused(
                $"{_to} has {moved.Urn} already.",
                "Give one of the two another name (infra state rename). If an earlier move was interrupted and the destination used since, take the resources out of the source:\n    infra state delete <urn>");
    }

    /// <summary>The resource in its new stack: below the stack if its parent stays, without references to what stays.</summary>
    private ResourceState Rename(ResourceState resource)
    {
        var below = resource with { Parent = resource.Parent.Length == 0 || _movingUrns.Contains(resource.Parent) ? resource.Parent : RootOf(resource) };
        var renamed = StackUrns.Rename(UrnReferences.Map(below, urn => _movingUrns.Contains(urn) || _names.ContainsKey(urn) || urn == below.Parent ? urn : null), _to);
        renamed = UrnReferences.Map(renamed, urn => _names.GetValueOrDefault(urn, urn));
        var urn = Urn.Create(_to.Stack, _to.Project, renamed.Parent, resource.Type, Urn.Name(resource.Urn));
        _names[resource.Urn] = urn;
        _names[renamed.Urn] = urn;
        return renamed with { Urn = urn };
    }

    private static string RootOf(ResourceState resource) => Urn.RootStack(Urn.Stack(resource.Urn), Urn.Project(resource.Urn));

    private static IEnumerable<string> Broken(ResourceState resource, Func<string, bool> isBeyond, string does) =>
        resource.Dependencies.Concat(resource.PropertyDependencies.Values.Where(urns => !urns.IsDefault).SelectMany(urns => urns)).Concat(resource.ReplaceWith).Append(resource.DeletedWith)
            .Where(urn => urn.Length > 0 && isBeyond(urn)).Distinct(StringComparer.Ordinal)
            .Select(urn => $"{resource.Urn}, which {does}, depends on {urn}");

    private static InfraException Refused(string detail, string help) => new(DiagnosticCodes.EditRefused, "The resources cannot be moved", detail, help);
}
