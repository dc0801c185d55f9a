using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plan.Review;

/// <summary>
/// Holds an operation to a plan. A step may have less effect than the planned one, as Pulumi allows: nothing instead of a
/// creation, an update or a replacement, and an update instead of a replacement.
/// </summary>
internal sealed class PlanGuard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Expectation> _expected;

    public PlanGuard(UpdatePlan plan) =>
        _expected = plan.Resources.ToDictionary(r => r.Urn, r => new Expectation(r), StringComparer.Ordinal);

    /// <summary>To be asked once for the steps of a registration, or of the deletions, before the first of them is done. Empty: they are as planned.</summary>
    public ImmutableArray<PlanViolation> Check(IEnumerable<Step> steps)
    {
        lock (_gate)
        {
            return [.. steps.GroupBy(step => step.Urn, StringComparer.Ordinal)
                .Select(group => new PlanViolation(group.Key, [.. Differences(group.Key, [.. group])]))
                .Where(violation => violation.Differences.Count > 0)];
        }
    }

    /// <summary>Outputs that a component or the stack registers; null: they are as planned.</summary>
    public PlanViolation? CheckOutputs(string urn, PropertyMap outputs)
    {
        lock (_gate)
        {
            if (_expected.GetValueOrDefault(urn)?.Planned.Wanted is not { } wanted)
            {
                return null;
            }

            var differences = PlanDifference.Of("outputs", null, wanted.Outputs, outputs, moreIsFine: false).ToArray();
            return differences.Length == 0 ? null : new PlanViolation(urn, differences);
        }
    }

    /// <summary>What a refresh found, before it is written down; null: it is as planned, or there is nothing to write.</summary>
    /// <param name="old">What the state has.</param>
    /// <param name="finding">Same, Refresh (it differs) or Discard (it is gone).</param>
    /// <param name="found">Null if it is gone.</param>
    public PlanViolation? CheckFinding(ResourceState old, StepOp finding, ResourceState? found)
    {
        lock (_gate)
        {
            var planned = _expected.GetValueOrDefault(old.Urn)?.Planned;
            var before = planned?.Ops.LastOrDefault(StepOp.Same) ?? StepOp.Same;
            string[] differences = finding == StepOp.Same ? []
                : finding != before ? [$"what is there: shown as {Finding(before)}, now {Finding(finding)}"]
                : found is null || planned?.Wanted is not { } shown ? []
                : [
                    .. PlanDifference.Of("", old.Inputs, shown.Inputs, found.Inputs, moreIsFine: false),
                    .. shown.Inputs.Equals(old.Inputs) ? PlanDifference.Of("outputs", old.Outputs, shown.Outputs, found.Outputs, moreIsFine: false) : []];
            return differences.Length == 0 ? null : new PlanViolation(old.Urn, differences);
        }
    }

    /// <summary>At the end of an operation that did all it wanted: what was planned and not done.</summary>
    public ImmutableArray<PlanViolation> Missing()
    {
        lock (_gate)
        {
            return [.. from expected in _expected.Values
                let missing = expected.Missing.Select(op => op.Name()).ToArray()
                where missing.Length > 0
                select new PlanViolation(expected.Planned.Urn, [$"operation: planned {string.Join(", ", missing)}, now nothing"])];
        }
    }

    private IEnumerable<string> Differences(string urn, ImmutableArray<Step> steps)
    {
        if (!_expected.TryGetValue(urn, out var expected))
        {
            return [$"operation: planned nothing, now {Names(steps.Select(s => s.Op))}"];
        }

        var operation = steps.All(step => expected.Take(step.Op))
            ? []
            : new[] { $"operation: planned {Names(expected.Planned.Ops)}, now {Names(steps.Select(s => s.Op))}" };
        return steps.LastOrDefault(step => step.New is not null) is { } last && expected.Planned.Wanted is { } wanted
            ? operation.Concat(Settings(wanted, last.New!))
                .Concat(PlanDifference.Of("", last.OldState?.Inputs, wanted.Inputs, last.New!.Inputs, moreIsFine: IsOfUnknownProvider(wanted)))
            : operation;
    }

    private static IEnumerable<string> Settings(ResourceState planned, ResourceState actual)
    {
        (string Name, string Planned, string Now)[] settings =
        [
            ("type", planned.Type, actual.Type),
            ("parent", planned.Parent, actual.Parent),
            ("provider", ProviderOf(planned), ProviderOf(actual)),
            ("protect", Text(planned.Protect), Text(actual.Protect)),
            ("retainOnDelete", Text(planned.RetainOnDelete), Text(actual.RetainOnDelete)),
            ("deletedWith", planned.DeletedWith, actual.DeletedWith),
            ("import", planned.ImportId, actual.ImportId),
        ];
        return settings.Where(s => s.Planned != s.Now).Select(s => $"{s.Name}: planned {Quote(s.Planned)}, now {Quote(s.Now)}");
    }

    /// <summary>Of a provider whose configuration the preview did not know: it could not be asked what it adds to the inputs.</summary>
    private bool IsOfUnknownProvider(ResourceState wanted) =>
        _expected.GetValueOrDefault(ProviderOf(wanted))?.Planned.Wanted?.Inputs.ContainsUnknowns == true;

    private static string Finding(StepOp finding) => finding switch
    {
        StepOp.Same => "in the state",
        StepOp.Discard => "gone",
        _ => "changed",
    };

    private static string ProviderOf(ResourceState state) => ProviderReference.Parse(state.Provider)?.Urn ?? "";

    private static string Names(IEnumerable<StepOp> ops) => string.Join(", ", ops.Select(op => op.Name()));

    private static string Text(bool value) => value ? "true" : "false";

    private static string Quote(string text) => text.Length == 0 ? "none" : text;

    /// <summary>What is still to come of one resource.</summary>
    private sealed class Expectation(PlannedResource planned)
    {
        private readonly List<StepOp> _left = [.. planned.Ops];
        private bool _seen;
        private bool _lessened;

        public PlannedResource Planned => planned;

        /// <summary>A deletion that did not come, and everything of a resource that nobody named.</summary>
        public IEnumerable<StepOp> Missing => _left.Where(op => op switch
        {
            StepOp.Delete or StepOp.Discard => true,
            StepOp.Same or StepOp.RemovePendingReplace => false,
            StepOp.DeleteReplaced or StepOp.DiscardReplaced => !_lessened,
            _ => !_seen,
        });

        /// <summary>False if neither that nor anything with more effect is planned.</summary>
        public bool Take(StepOp op)
        {
            _seen = true;
            var at = _left.IndexOf(op);
            if (at < 0)
            {
                at = _left.FindIndex(plannedOp => IsLess(op, plannedOp));
                _lessened = true;
            }

            if (at < 0)
            {
                return false;
            }

            _left.RemoveAt(at);
            return true;
        }

        private static bool IsLess(StepOp op, StepOp than) => than switch
        {
            StepOp.Create or StepOp.Update => op == StepOp.Same,
            StepOp.Replace or StepOp.CreateReplacement or StepOp.DeleteReplaced => op is StepOp.Same or StepOp.Update,
            _ => false,
        };
    }
}
