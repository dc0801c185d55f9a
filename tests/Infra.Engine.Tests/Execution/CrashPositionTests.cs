using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Xunit.Abstractions;

namespace Infra.Engine.Tests.Execution;

/// <summary>
/// A run over every kind of step, killed at each instant there is: before, in and after each write of the journal and the state,
/// before each provider call and between what it did and its answer. The next run on the same files goes on to the very same
/// end; nothing is made twice, and nothing that was made is forgotten.
/// </summary>
[Trait("Category", "Slow")]
public sealed class CrashPositionTests(ITestOutputHelper output) : IDisposable
{
    private readonly Stacks _stacks = new(inMemory: true);

    public void Dispose() => _stacks.Dispose();

    [Theory]
    [InlineData(OperationKind.Up, true, false)]
    [InlineData(OperationKind.Up, false, false)]
    [InlineData(OperationKind.Up, false, true)]
    [InlineData(OperationKind.Refresh, false, false)]
    [InlineData(OperationKind.Destroy, false, false)]
    [InlineData(OperationKind.Destroy, false, true)]
    public async Task Operation_KilledAtAnyInstant_IsContinuedByTheNext(OperationKind kind, bool fresh, bool refresh)
    {
        var begin = fresh ? new Beginning(null, EveryStep.NewLedger()) : await BeginAsync(drift: kind == OperationKind.Refresh || refresh);
        var whole = new Mortality();
        var (end, ledger, _) = await RunAsync(begin, kind, fresh, refresh, whole);
        CheckEnd(end, ledger, "not killed");

        output.WriteLine($"{whole.Passed} instants");
        for (var instant = 0; instant < whole.Passed; instant++)
        {
            var life = new Mortality(instant);
            var killed = await RunAsync(begin, kind, fresh, refresh, life);
            life.IsDead.ShouldBeTrue($"instant {instant} of {whole.Passed} did not come");
            var when = $"killed at instant {instant} of {whole.Passed}, {life.LastWords}";

            var (after, things, log) = await ContinueAsync(killed.Ledger, kind, fresh, refresh, when);

            CheckEnd(after, things, when);
            Describe(after).ShouldBe(Describe(end), $"{when}\n{killed.Log}\n--- and then\n{log}");
            things.Things.Keys.Order(StringComparer.Ordinal).ShouldBe(ledger.Things.Keys.Order(StringComparer.Ordinal), $"{when}\n{killed.Log}\n--- and then\n{log}");
        }
    }

    [Fact]
    public async Task Second_AfterTheFirst_HasEveryKindOfStep()
    {
        var engine = new TestEngine { Ledger = EveryStep.NewLedger() };
        engine.After = call => Do(() => EveryStep.Cascade(engine.Ledger, call));
        (await engine.UpAsync(EveryStep.FirstAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded, engine.ToString());

        (await engine.UpAsync(EveryStep.SecondAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded, engine.ToString());

        StepOp[] expected =
        [
            StepOp.Same, StepOp.Create, StepOp.Update, StepOp.Delete, StepOp.Replace, StepOp.CreateReplacement, StepOp.DeleteReplaced, StepOp.Read, StepOp.ReadReplacement,
            StepOp.DiscardReplaced, StepOp.Import, StepOp.ImportReplacement,
        ];
        expected.Except(engine.Events.OfType<StepSucceededEvent>().Select(e => e.Step.Op)).ShouldBeEmpty();
    }

    /// <summary>The state and the things that the first version leaves.</summary>
    private async Task<Beginning> BeginAsync(bool drift)
    {
        var nothing = new Beginning(null, EveryStep.NewLedger());
        var (_, ledger, _) = await RunAsync(nothing, OperationKind.Up, fresh: true, refresh: false, new Mortality());
        if (drift)
        {
            EveryStep.Drift(ledger);
        }

        return new Beginning(await File.ReadAllBytesAsync(_stacks.StateFile), ledger);
    }

    private async Task<(Snapshot State, Ledger Ledger, string Log)> RunAsync(Beginning begin, OperationKind kind, bool fresh, bool refresh, Mortality life)
    {
        if (!_stacks.Open().Exists("dev"))
        {
            _stacks.Open().Create("dev");
        }

        if (File.Exists(_stacks.JournalFile))
        {
            File.Delete(_stacks.JournalFile);
        }

        await File.WriteAllBytesAsync(_stacks.StateFile, begin.State ?? """{"version":3,"checkpoint":{"stack":"organization/demo/dev"}}"""u8.ToArray());
        return await RunAsync(Copy(begin.Ledger), kind, fresh, refresh, life);
    }

    private async Task<(Snapshot State, Ledger Ledger, string Log)> ContinueAsync(Ledger ledger, OperationKind kind, bool fresh, bool refresh, string when)
    {
        var loaded = await LoadAsync();
        var result = await RunAsync(ledger, kind, fresh, refresh, new Mortality());
        foreach (var there in loaded.Resources.Where(r => r is { Delete: false, PendingReplacement: false } && result.State.Resources.Any(s => !s.Delete && s.Urn == r.Urn && s.Id == r.Id)))
        {
            ledger.Calls.ShouldNotContain($"create {Urn.Name(there.Urn)}", $"{when}: it was in the state already\n{result.Log}");
        }

        return result;
    }

    /// <summary>A process: the files as they are, the things as they are, one operation.</summary>
    private async Task<(Snapshot State, Ledger Ledger, string Log)> RunAsync(Ledger ledger, OperationKind kind, bool fresh, bool refresh, Mortality life)
    {
        await using var files = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        var engine = new TestEngine
        {
            Ledger = ledger,
            Files = new MortalStore(files, _stacks.StateFile, _stacks.JournalFile, life),
            During = (call, _) => Do(() => life.Instant($"before {call}")),
            Reading = name => Do(() => life.Instant($"before read {name}")),
            After = call => Do(() =>
            {
                EveryStep.Cascade(ledger, call);
                life.Instant($"between {call} and its answer");
            }),
        };
        try
        {
            var result = await engine.RunAsync(kind, fresh ? EveryStep.FirstAsync : EveryStep.SecondAsync, o => o with { Parallel = 1, Refresh = refresh });
            if (!life.IsDead)
            {
                result.Outcome.ShouldBe(OperationOutcome.Succeeded, engine.ToString());
            }
        }
        catch (Mortality.KilledException)
        {
            // It was killed while it loaded or ended.
        }

        // What a killed process held open is closed by the system; nothing of it is written.
        await files.DisposeAsync();
        return (await LoadAsync(), ledger, engine.ToString());
    }

    private async Task<Snapshot> LoadAsync()
    {
        await using var reader = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);
        var state = await reader.LoadAsync(default);
        SnapshotIntegrity.Verify(state).ShouldBeNull();
        return state;
    }

    /// <summary>What is managed is what is there, as the state says, but for what nobody deletes.</summary>
    private static void CheckEnd(Snapshot state, Ledger ledger, string when)
    {
        state.PendingOperations.Where(p => p.Type != PendingOperationType.Creating).ShouldBeEmpty(when);
        state.Resources.ShouldAllBe(r => !r.Delete && !r.PendingReplacement, when);
        var managed = state.Resources.Where(r => r.Type == TestEngine.ThingType && !r.External).ToDictionary(r => r.Id, r => r.Outputs);
        ledger.Things.Keys.Except(managed.Keys).Except(EveryStep.Staying).ShouldBeEmpty(when);
        foreach (var (id, outputs) in managed)
        {
            ledger.Things.ShouldContainKey(id, when);
            Plain(outputs).ShouldBe(Plain(ledger.Things[id]), when);
        }
    }

    private static string Plain(Protocol.Properties.PropertyMap map) => string.Join(", ", map.Select(p => $"{p.Key}={p.Value.Unwrap()}"));

    /// <summary>All that does not depend on the time or on chance.</summary>
    private static IEnumerable<string> Describe(Snapshot state) => state.Resources
        .Select(r => $"{r.Urn} {(Urn.IsProviderType(r.Type) ? "" : r.Id)} external {r.External} inputs {r.Inputs} outputs {r.Outputs}").Order(StringComparer.Ordinal);

    private static Ledger Copy(Ledger ledger)
    {
        var copy = new Ledger();
        foreach (var (id, thing) in ledger.Things)
        {
            copy.Things[id] = thing;
        }

        return copy;
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private sealed record Beginning(byte[]? State, Ledger Ledger);
}
