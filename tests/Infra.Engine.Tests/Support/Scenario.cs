using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Support;

/// <summary>
/// The life of a stack: a program drawn from a seed, and acts. As text: "7: up, ~up!kill@12, lose, refresh!fault@3, destroy!stop@1".
/// A ~ changes the program before; what comes after ! happens at that instant of the operation.
/// </summary>
/// <param name="Seed">Of the program and all else that is drawn.</param>
/// <param name="Acts">In this order. Afterwards an update that looks at the real things must succeed, and a destroy leave nothing.</param>
public sealed record Scenario(int Seed, ImmutableArray<Scenario.Act> Acts)
{
    private static readonly string[] _operations = ["up", "up", "up", "up+refresh", "refresh", "destroy", "continue"];
    private static readonly string[] _faults = ["", "kill", "kill", "fault", "late", "stop"];

    public static Arbitrary<Scenario> Scenarios() => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from acts in ActGen().ListOf()
        select new Scenario(seed, [.. acts.Take(5)]),
        Smaller);

    public static Scenario Parse(string text)
    {
        var (seed, acts) = text.Split(": ", 2) is [var s, var a] ? (s, a) : throw new FormatException(text);
        return new Scenario(
            int.Parse(seed, CultureInfo.InvariantCulture),
            [
                .. acts.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(act =>
                {
                    var parts = act.TrimStart('~').Split('!', '@');
                    return new Act(act.StartsWith('~'), parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 0);
                }),
            ]);
    }

    public override string ToString() => $"{Seed.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", Acts)}";

    /// <summary>Plays it, and throws with the way to play it again.</summary>
    public async Task PlayAsync()
    {
        var player = new Player(this);
        try
        {
            await player.PlayAsync();
        }
        catch (Exception e)
        {
            throw new ShouldAssertException($"{e.Message}\n\n{player}\n\nTo see it again:\n    INFRA_SCENARIO='{this}' dotnet test tests/Infra.Engine.Tests --filter Replay_OfAScenario\n", e);
        }
    }

    private static Gen<Act> ActGen() => Gen.Frequency(
        (6, from operation in Gen.Elements(_operations)
            from changed in Gen.Elements(true, false)
            from fault in Gen.Elements(_faults)
            from at in Gen.Choose(0, 30)
            select new Act(changed, operation, fault, fault.Length == 0 ? 0 : at)),
        (1, Gen.Elements("lose", "drift").Select(what => new Act(false, what, "", 0))));

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        for (var i = 0; i < scenario.Acts.Length; i++)
        {
            var act = scenario.Acts[i];
            yield return scenario with { Acts = scenario.Acts.RemoveAt(i) };
            foreach (var simpler in new[] { act with { Fault = "", At = 0 }, act with { At = act.At / 2 }, act with { At = Math.Max(0, act.At - 1) }, act with { Changes = false } }.Where(a => a != act))
            {
                yield return scenario with { Acts = scenario.Acts.SetItem(i, simpler) };
            }
        }
    }

    /// <param name="Changes">The program is another from here on.</param>
    /// <param name="What">up, up+refresh, refresh, destroy, continue (an update with --continue-on-error), lose, drift.</param>
    /// <param name="Fault">kill: the process; fault: a call before it does anything; late: one after; stop: somebody asks for the end; "": none.</param>
    /// <param name="At">Instant.</param>
    public sealed record Act(bool Changes, string What, string Fault, int At)
    {
        public override string ToString() => (Changes ? "~" : "") + What + (Fault.Length > 0 ? $"!{Fault}@{At.ToString(CultureInfo.InvariantCulture)}" : "");
    }

    private sealed class Player(Scenario scenario)
    {
        private readonly Random _random = new(scenario.Seed);
        private readonly TestEngine _engine = new();
        private readonly List<string> _told = [];

        public override string ToString() => string.Join('\n', _told);

        public async Task PlayAsync()
        {
            var program = RandomProgram.Draw(_random);
            foreach (var act in scenario.Acts)
            {
                program = act.Changes ? program.Mutate(_random) : program;
                _told.Add($"{act} of {program}");
                await DoAsync(act, program);
                _engine.Store.Violations.ShouldBeEmpty($"after {act}");
                SnapshotIntegrity.Verify(_engine.Store.Current).ShouldBeNull($"after {act}");
            }

            await SucceedAsync("up+refresh", program);
            _engine.Store.Current.Resources.ShouldAllBe(r => !r.Delete && !r.PendingReplacement);
            _engine.Store.Violations.ShouldBeEmpty();
            Agree();
            await SucceedAsync("destroy", program);
            Agree();
            _engine.Store.Current.Resources.ShouldBeEmpty();
        }

        /// <summary>What is in the state is there as it says; what else is there, the state knows as a creation that was interrupted.</summary>
        private void Agree()
        {
            var state = _engine.Store.Current;
            var stated = state.Resources.Where(r => r.Type == TestEngine.ThingType).ToDictionary(r => r.Id, r => r.Outputs);
            foreach (var (id, outputs) in stated)
            {
                _engine.Ledger.Things.ShouldContainKey(id);
                outputs.ShouldBe(_engine.Ledger.Things[id]);
            }

            var interrupted = state.PendingOperations.Where(p => p.Type == PendingOperationType.Creating).Select(p => p.Resource.Inputs.Find("key") is StringValue key ? $"key-{key.Value}" : "");
            _engine.Ledger.Things.Keys.Except(stated.Keys).Except(interrupted).ShouldBeEmpty();
        }

        private async Task DoAsync(Act act, RandomProgram program)
        {
            var ids = _engine.Ledger.Things.Keys.Order(StringComparer.Ordinal).ToArray();
            switch (act.What)
            {
                case "lose" when ids.Length > 0:
                    _engine.Ledger.Things.TryRemove(ids[_random.Next(ids.Length)], out _);
                    return;
                case "drift" when ids.Length > 0:
                    var id = ids[_random.Next(ids.Length)];
                    _engine.Ledger.Things[id] = _engine.Ledger.Things[id].With("size", 77);
                    return;
                case "lose" or "drift":
                    return;
            }

            var life = new Mortality(act.Fault == "kill" ? act.At : null);
            var left = act.At;
            Arm(life, doing => Interlocked.Decrement(ref left) == -1 && doing == act.Fault);
            try
            {
                await RunAsync(act.What, program);
            }
            catch (Mortality.KilledException)
            {
                // While it loaded or ended.
            }

            Arm(new Mortality(), _ => false);
            _engine.Stop.Dispose();
            _engine.Stop = new CancellationTokenSource();
        }

        private void Arm(Mortality life, Func<string, bool> fails)
        {
            _engine.Store.BeforeSave = _ => Do(() => life.Instant("write"));
            _engine.During = (_, _) => Do(() =>
            {
                life.Instant("before");
                if (fails("fault"))
                {
                    throw new ProviderException("fault");
                }

                if (fails("stop"))
                {
                    _engine.Stop.Cancel();
                }
            });
            _engine.Reading = _ => Do(() => life.Instant("read"));
            _engine.After = _ => Do(() =>
            {
                life.Instant("after");
                if (fails("late"))
                {
                    throw new ProviderException("late", mayBeCorrupt: true);
                }
            });
        }

        private async Task SucceedAsync(string what, RandomProgram program)
        {
            if (await RunAsync(what, program) != OperationOutcome.Succeeded)
            {
                throw new ShouldAssertException($"the last {what} of {program} failed:\n{string.Join('\n', _engine.Errors)}");
            }
        }

        private async Task<OperationOutcome> RunAsync(string what, RandomProgram program)
        {
            var kind = what switch { "refresh" => OperationKind.Refresh, "destroy" => OperationKind.Destroy, _ => OperationKind.Up };
            var result = await _engine.RunAsync(kind, program.RunAsync, o => o with { Refresh = what == "up+refresh", ContinueOnError = what == "continue" });
            _told.Add($"  {what} {result.Outcome}: {string.Join(", ", _engine.Steps)}");
            return result.Outcome;
        }

        private static Task Do(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }
}
