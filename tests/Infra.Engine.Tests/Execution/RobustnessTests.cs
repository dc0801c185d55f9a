using FsCheck;
using FsCheck.Xunit;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Execution;

/// <summary>
/// Random programs, faults and kills. The store refuses a state whose dependencies do not come first or which has two
/// live resources of one URN, so that every write of every run is looked at as well.
/// </summary>
public sealed class RobustnessTests
{
    [Property(MaxTest = 30)]
    public async Task Up_OfRandomPrograms_AgreesWithTheThings(int seed)
    {
        var random = new Random(seed);
        var engine = new TestEngine();
        var program = RandomProgram.Draw(random);
        for (var i = 0; i < 4; i++)
        {
            await SucceedAsync(engine, program, seed);
            await BeUnchangedAsync(engine, program, seed);
            program = program.Mutate(random);
        }

        (await engine.DestroyAsync()).Outcome.ShouldBe(OperationOutcome.Succeeded, $"seed {seed}\n{engine}");
        engine.Ledger.Things.ShouldBeEmpty();
        engine.Store.Current.Resources.ShouldBeEmpty();
    }

    [Property(MaxTest = 30)]
    public async Task Preview_OfRandomPrograms_SaysWhatUpThenDoes(int seed)
    {
        var random = new Random(seed);
        var engine = new TestEngine();
        var program = RandomProgram.Draw(random);
        await SucceedAsync(engine, program, seed);
        program = program.Mutate(random);

        var preview = await engine.PreviewAsync(program.RunAsync);
        var steps = engine.Steps.Order().ToArray();
        var up = await engine.UpAsync(program.RunAsync);

        preview.Outcome.ShouldBe(up.Outcome);
        // What comes of an id that is not known yet may turn out to be the old one: a preview says update, up says same.
        engine.Steps.Order().Except(steps).ShouldBeEmpty($"seed {seed}: {program}");
    }

    [Property(MaxTest = 60)]
    public async Task Up_AfterAFailure_GoesOnToTheEnd(int seed, NonNegativeInt at, bool done)
    {
        var random = new Random(seed);
        var engine = new TestEngine();
        await SucceedAsync(engine, RandomProgram.Draw(random), seed);
        var program = RandomProgram.Draw(random);
        var calls = 0;
        Task Fault() => Interlocked.Increment(ref calls) == (at.Get % 6) + 1 ? throw new ProviderException("fault") : Task.CompletedTask;
        engine.During = (_, _) => done ? Task.CompletedTask : Fault();
        engine.After = _ => done ? Fault() : Task.CompletedTask;

        await engine.UpAsync(program.RunAsync);
        (engine.During, engine.After) = ((_, _) => Task.CompletedTask, _ => Task.CompletedTask);
        await SucceedAsync(engine, program, seed);
        await BeUnchangedAsync(engine, program, seed);
    }

    [Property(MaxTest = 100)]
    public async Task Up_AfterAKillAtAnyInstant_GoesOnToTheEnd(int seed, NonNegativeInt at)
    {
        var random = new Random(seed);
        var engine = new TestEngine();
        var first = RandomProgram.Draw(random);
        await SucceedAsync(engine, first, seed);
        var program = first.Mutate(random);

        await KilledAsync(engine, program, at.Get % 25);
        await SucceedAsync(engine, program, seed);
        await BeUnchangedAsync(engine, program, seed);
    }

    /// <summary>
    /// Runs until the given number of instants (a write, a call, its end) has passed; from then on neither the state nor
    /// the things change, as if the process were gone.
    /// </summary>
    private static async Task KilledAsync(TestEngine engine, RandomProgram program, int instants)
    {
        var left = instants;
        Task Instant() => Interlocked.Decrement(ref left) < 0 ? throw new KilledException() : Task.CompletedTask;
        engine.Store.BeforeSave = _ => Instant();
        engine.During = (_, _) => Instant();
        engine.After = _ => Instant();
        await engine.UpAsync(program.RunAsync);
        engine.Store.BeforeSave = _ => Task.CompletedTask;
        engine.During = (_, _) => Task.CompletedTask;
        engine.After = _ => Task.CompletedTask;
    }

    private static async Task SucceedAsync(TestEngine engine, RandomProgram program, int seed)
    {
        var result = await engine.UpAsync(program.RunAsync);
        result.Outcome.ShouldBe(OperationOutcome.Succeeded, $"seed {seed}: {program}\n{engine}");
        engine.Store.Current.Resources.ShouldAllBe(r => !r.Delete && !r.PendingReplacement);
        engine.Store.Violations.ShouldBeEmpty($"seed {seed}: {program}");
        engine.ShouldAgreeWithLedger();
    }

    private static async Task BeUnchangedAsync(TestEngine engine, RandomProgram program, int seed)
    {
        var before = engine.Store.Saved.Count;
        (await engine.UpAsync(program.RunAsync)).HasChanges.ShouldBeFalse($"seed {seed}: {program}\n{engine}");
        engine.Store.Saved.Count.ShouldBe(before, $"seed {seed}: an unchanged program wrote");
    }

    private sealed class KilledException() : IOException("killed");
}
