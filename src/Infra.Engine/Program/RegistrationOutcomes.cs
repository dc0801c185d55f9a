using System.Collections.Concurrent;
using Infra.Engine.Plan;
using Infra.Engine.State;

namespace Infra.Engine.Program;

/// <summary>How the registrations of this run ended, for those that depend on them.</summary>
internal sealed class RegistrationOutcomes
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _outcomes = new(StringComparer.Ordinal);

    public void Begin(string urn) => _outcomes[urn] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void End(string urn, bool succeeded)
    {
        if (_outcomes.TryGetValue(urn, out var outcome))
        {
            outcome.TrySetResult(succeeded);
        }
    }

    /// <summary>It was tried, or skipped, and is not as wanted.</summary>
    public bool HasFailed(string urn) =>
        _outcomes.TryGetValue(urn, out var outcome) && outcome.Task is { IsCompletedSuccessfully: true, Result: false };

    /// <summary>False if something the resource needs failed or was skipped.</summary>
    /// <exception cref="PlanException">It depends on something that was not registered.</exception>
    public async Task<bool> DependenciesSucceededAsync(string urn, Goal goal, Func<string, ResourceState?> finished, CancellationToken cancellationToken)
    {
        foreach (var dependency in goal.References())
        {
            if (dependency == urn)
            {
                throw new PlanException(urn, $"the resource depends on itself ('{urn}')");
            }

            if (!_outcomes.TryGetValue(dependency, out var outcome))
            {
                throw new PlanException(urn, $"it depends on '{dependency}', which was not registered before it");
            }

            // Nearly always done: programs wait for an answer before they use it.
            if (finished(dependency) is null && !await outcome.Task.WaitAsync(cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
