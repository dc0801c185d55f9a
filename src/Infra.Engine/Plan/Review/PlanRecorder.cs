using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plan.Review;

/// <summary>Makes an <see cref="UpdatePlan"/> of the steps that a preview decides, and of what it finds.</summary>
internal sealed class PlanRecorder
{
    private readonly Lock _gate = new();
    private readonly List<PlannedResource> _resources = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public void Add(IEnumerable<Step> steps)
    {
        lock (_gate)
        {
            foreach (var step in steps)
            {
                var wanted = step.New is { } state
                    ? state with { Outputs = PropertyMap.Empty, InitErrors = [], Created = null, Modified = null, Extra = null }
                    : null;
                Change(step.Urn, known => known with { Ops = known.Ops.Add(step.Op), Wanted = wanted ?? known.Wanted });
            }
        }
    }

    public void AddOutputs(string urn, PropertyMap outputs)
    {
        lock (_gate)
        {
            Change(urn, known => known with { Wanted = known.Wanted is { } wanted ? wanted with { Outputs = outputs } : null });
        }
    }

    /// <summary>What a refresh found: the whole of it, as it is what a person sees.</summary>
    public void AddFinding(string urn, StepOp finding, ResourceState? found)
    {
        lock (_gate)
        {
            Change(urn, known => known with { Ops = known.Ops.Add(finding), Wanted = found });
        }
    }

    public UpdatePlan ToPlan(PlanSeed seed)
    {
        lock (_gate)
        {
            return new UpdatePlan(seed, [.. _resources]);
        }
    }

    private void Change(string urn, Func<PlannedResource, PlannedResource> change)
    {
        if (_places.TryGetValue(urn, out var place))
        {
            _resources[place] = change(_resources[place]);
        }
        else
        {
            _places[urn] = _resources.Count;
            _resources.Add(change(new PlannedResource(urn, [], null)));
        }
    }
}
