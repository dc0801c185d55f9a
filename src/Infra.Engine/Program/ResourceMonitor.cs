using System.Collections.Concurrent;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program;

/// <summary>
/// Takes a program's registrations, which come at the same time and in any order: plans them one by one, does them in
/// parallel, and answers each when its own steps are done. Once nothing may begin any more, requests are left without
/// an answer: the program is about to be ended.
/// </summary>
internal sealed class ResourceMonitor : IMonitor, IPlanNotes, IDisposable
{
    private readonly Run _run;
    private readonly Lazy<Task> _ready;
    private readonly Registrations _registrations;
    private readonly Planner _planner;
    private readonly ProviderChoice _choice;
    private readonly InFlight _inFlight = new();
    private readonly SemaphoreSlim _planning = new(1);
    private readonly RegistrationOutcomes _outcomes = new();
    private readonly ConcurrentDictionary<string, bool> _unselected = new(StringComparer.Ordinal);
    private readonly RegisteredOutputs _outputs = new();

    /// <param name="run">The operation.</param>
    /// <param name="ready">Registrations wait for it.</param>
    /// <exception cref="InfraException">The stack's configuration says something about default providers that nobody understands.</exception>
    public ResourceMonitor(Run run, Lazy<Task> ready)
    {
        _run = run;
        _ready = ready;
        var (operation, journal) = (run.Operation, run.Journal);
        _registrations = new Registrations(operation.StackName, operation.Project.Name, journal.Index, journal.Rename);
        _planner = new Planner(_registrations, journal.Index, run.Providers, run.PlanOptions, this);
        _choice = new ProviderChoice(new DefaultProviders(operation.Config, run.Loaded, RegisterDefaultAsync));
    }

    /// <summary>What the program registered as the stack's outputs; null if it did not.</summary>
    public PropertyMap? StackOutputs { get; private set; }

    /// <summary>True once anything has been registered.</summary>
    public bool WasUsed { get; private set; }

    public Task<RegisteredResource> RegisterAsync(Goal goal, ProviderRequest provider, CancellationToken cancellationToken) =>
        AnswerAsync(() => RegisterAsync(_choice.WithPlugin(goal, provider), provider), cancellationToken);

    public Task<RegisteredResource> RefuseAsync(Goal place, string problem, CancellationToken cancellationToken) =>
        AnswerAsync(() => DoAsync(place, (urn, _) => throw new PlanException(urn, problem), new ProviderRequest(ProviderChoice.None)), cancellationToken);

    public Task<RegisteredResource> ReadAsync(ReadGoal goal, ProviderRequest provider, CancellationToken cancellationToken) =>
        AnswerAsync(
            () =>
            {
                var asGoal = new Goal
                {
                    Type = goal.Type,
                    Name = goal.Name,
                    Parent = goal.Parent,
                    Inputs = goal.Inputs,
                    Dependencies = goal.Dependencies,
                    AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
                };
                return DoAsync(asGoal, (urn, complete) => Task.FromResult(_planner.PlanRead(urn, goal.Id, complete)), provider);
            },
            cancellationToken);

    public Task RegisterOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken)
    {
        _outputs.Accept(urn);
        if (_unselected.ContainsKey(urn))
        {
            _run.Events.OutputsRegistered(urn, Finished(urn));
            return Task.CompletedTask;
        }

        // What failed has told so already.
        if (_outcomes.HasFailed(urn) || (urn.Length == 0 && SomethingHasNoPlace))
        {
            return Task.CompletedTask;
        }

        if (Finished(urn) is { Custom: true })
        {
            throw new PlanException(urn, $"outputs were registered for '{urn}', which is no component: its provider alone says what its outputs are");
        }

        if (Finished(urn) is null)
        {
            throw new PlanException(urn, $"outputs were registered for '{urn}', which has not been registered");
        }

        if (!_run.Review.AllowsOutputs(urn, outputs))
        {
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        if (Urn.IsRootStack(urn))
        {
            StackOutputs = outputs;
            return Task.CompletedTask;
        }

        _run.Journal.Amend(urn, state => state with { Outputs = _run.Operation.DryRun ? outputs : RegisteredOutputs.Known(outputs, state.Outputs) });
        _run.Events.OutputsRegistered(urn, Finished(urn));
        return Task.CompletedTask;
    }

    public Task<InvokeResult?> InvokeAsync(string token, PropertyMap args, ProviderRequest provider, CancellationToken cancellationToken) =>
        AnswerAsync(() => token == "pulumi:pulumi:getResource" ? Task.FromResult<InvokeResult?>(ResourceLookup.Find(args, Finished)) : InvokeAsync(token, args, provider), cancellationToken);

    /// <summary>Something was so wrong that nobody knows which resource of the state it is.</summary>
    public bool SomethingHasNoPlace { get; private set; }

    /// <summary>It was tried, or skipped, and is not as wanted.</summary>
    public bool HasFailed(string urn) => _outcomes.HasFailed(urn);

    /// <summary>Every URN that has been registered.</summary>
    public IEnumerable<string> Urns => _registrations.Urns;

    public ResourceState? Finished(string urn) => _run.Journal.Finished(urn);

    public void Note(string urn, LogSeverity severity, string message)
    {
        _run.Events.Diagnose(urn, severity, message);
        if (severity == LogSeverity.Error)
        {
            _run.Halt.Fail();
        }
    }

    /// <summary>Returns when every registration that was begun has ended; none begins any more.</summary>
    public Task DrainAsync() => _inFlight.DrainAsync();

    public void Dispose() => _planning.Dispose();

    private async Task<T> AnswerAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        WasUsed = true;
        try
        {
            return await _inFlight.RunAsync(async () =>
            {
                await _ready.Value;
                _run.Halt.Token.ThrowIfCancellationRequested();
                return await work();
            }).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not ProviderException && _run.Halt.Token.IsCancellationRequested)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw;
        }
    }

    private async Task<InvokeResult?> InvokeAsync(string token, PropertyMap args, ProviderRequest provider)
    {
        try
        {
            var reference = await _choice.ForAsync(token, "", custom: true, provider);
            var instance = await _run.Providers.GetAsync(reference, token);
            return instance is UnconfiguredProvider
                ? null
                : await instance.InvokeAsync(new InvokeArgs(token, args, _run.Operation.DryRun), _run.Halt.Token);
        }
        catch (StepFailedException e) when (!_run.Halt.Token.IsCancellationRequested)
        {
            throw new ProviderException($"{token} cannot be asked: its provider {Urn.Describe(e.Urn)} failed", e);
        }
    }

    private Task<RegisteredResource> RegisterAsync(Goal goal, ProviderRequest provider) =>
        DoAsync(goal, (urn, complete) => _planner.PlanAsync(urn, complete, _run.Halt.Token), provider);

    private async Task<RegisteredResource> DoAsync(Goal goal, Func<string, Goal, Task<RegistrationPlan>> plan, ProviderRequest provider)
    {
        var urn = "";
        try
        {
            var choice = await ChooseAsync(goal, provider);
            RegistrationPlan planned;
            await _planning.WaitAsync(_run.Halt.Token);
            try
            {
                _run.Halt.Token.ThrowIfCancellationRequested();
                (urn, var complete) = _registrations.Accept(goal);
                _outcomes.Begin(urn);
                _choice.Remember(urn, goal.Parent, provider);
                _registrations.Check(urn, complete);
                _registrations.Match(urn, complete);
                complete = complete with { Provider = await choice };
                if (!await _outcomes.DependenciesSucceededAsync(urn, complete, Finished, _run.Halt.Token))
                {
                    return Failed(urn, RegistrationResult.Skip);
                }

                planned = await plan(urn, complete);
                if (!_run.Review.Allows(planned.Steps))
                {
                    return Failed(urn, RegistrationResult.Fail);
                }
            }
            catch (Exception e) when (e is not StepFailedException && IsFailure(e))
            {
                // Told before the next one is planned: an update stops at the first.
                return Refused(urn, e);
            }
            finally
            {
                _planning.Release();
            }

            if (!planned.Selected)
            {
                _unselected[urn] = true;
                if (planned.Steps.IsEmpty)
                {
                    _outcomes.End(urn, succeeded: true);
                    return new RegisteredResource(urn, "", PropertyMap.Empty) { Unknown = true };
                }
            }

            var state = await _run.Executor.RunAsync(planned.Steps) ?? throw new InvalidOperationException($"this is a bug in infra: nothing came of {urn}");
            _outcomes.End(urn, succeeded: true);
            return new RegisteredResource(urn, state.Id, state.Custom ? state.Outputs : PropertyMap.Empty);
        }
        catch (StepFailedException e)
        {
            return Failed(urn, e.Urn == urn ? RegistrationResult.Fail : RegistrationResult.Skip);
        }
        catch (Exception e) when (IsFailure(e))
        {
            return Refused(urn, e);
        }
    }

    /// <summary>Those that wait for the resource must hear of it, whatever it was; once the run is ending nobody waits.</summary>
    private bool IsFailure(Exception exception) =>
        exception is PlanException or InfraException or ProviderException or PropertyFormatException || !_run.Halt.Token.IsCancellationRequested;

    /// <summary>The chosen provider's reference, or why there is none: a task that has ended.</summary>
    private async Task<Task<string>> ChooseAsync(Goal goal, ProviderRequest provider)
    {
        var choice = !Registrations.HasType(goal) ? Task.FromResult("") : _choice.ForAsync(goal.Type, goal.Parent, goal.Custom, provider);
        if (!choice.IsCompleted)
        {
            await choice.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return choice;
    }

    private RegisteredResource Refused(string urn, Exception exception)
    {
        Report(urn, exception);
        var place = urn.Length == 0 && exception is PlanException { Urn: { Length: > 0 } taken } ? taken : urn;
        SomethingHasNoPlace |= place.Length == 0;
        return Failed(urn, RegistrationResult.Fail) with { Urn = place };
    }

    private RegisteredResource Failed(string urn, RegistrationResult result)
    {
        _outcomes.End(urn, succeeded: false);
        _run.Halt.Token.ThrowIfCancellationRequested();
        return new RegisteredResource(urn, "", PropertyMap.Empty, result) { Unknown = _run.Operation.DryRun };
    }

    private void Report(string urn, Exception exception)
    {
        switch (exception)
        {
            case PlanException e:
                Note(e.Urn.Length > 0 ? e.Urn : urn, LogSeverity.Error, e.Message);
                break;
            case InfraException e:
                Note(urn, LogSeverity.Error, e.Told());
                break;
            case ProviderException or PropertyFormatException:
                Note(urn, LogSeverity.Error, exception.Message);
                break;
            case not StepFailedException:
                Note(urn, LogSeverity.Error, $"this is a bug in the provider or in infra: {exception.GetType().Name}: {exception.Message}");
                break;
        }
    }

    private async Task<string> RegisterDefaultAsync(Goal goal)
    {
        var registered = await RegisterAsync(goal, ProviderRequest.Default);
        return registered.Result == RegistrationResult.Success
            ? new ProviderReference(registered.Urn, registered.Id).ToString()
            : throw new StepFailedException(registered.Urn);
    }
}
