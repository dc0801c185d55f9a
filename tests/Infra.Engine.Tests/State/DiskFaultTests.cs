using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.State;

/// <summary>Disks that are full or read-only, clocks that go back, and two runs at once.</summary>
public sealed class DiskFaultTests
{
    private const int Kilobytes = 96;
    private static readonly PassphraseSecrets _secrets = PassphraseSecrets.Create(new Passphrase("test", "test"));
    private static readonly PropertyMap _large = PropertyMap.Empty.With("text", new string('x', 3000));

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Up_WhenTheDiskBecomesFull_ForgetsNothingAndGoesOnWhenThereIsRoom(bool atOnce)
    {
        using var disk = Create();
        var backend = Open(disk);
        backend.Create("dev");
        var ledger = new Ledger();

        var (full, errors) = await UpAsync(backend, ledger, atOnce);

        full.ShouldBe(OperationOutcome.Failed);
        errors.ShouldContain("INF2008");
        backend.Locks("dev").ShouldBeEmpty();
        var state = await LoadAsync(backend);
        foreach (var id in ledger.Things.Keys.Except(state.Resources.Select(r => r.Id)))
        {
            errors.ShouldContain($"id '{id}'", Case.Sensitive, "what was made and could not be written is told");
        }

        disk.Resize(4096);
        var (done, log) = await UpAsync(backend, ledger, atOnce);
        done.ShouldBe(OperationOutcome.Succeeded, log);
        (await LoadAsync(backend)).Resources.Where(r => r.Type == TestEngine.ThingType).Select(r => r.Id).Order(StringComparer.Ordinal).ShouldBe(ledger.Things.Keys.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Up_WithoutRoomForTheHistory_SucceedsAndWarns()
    {
        using var disk = Create();
        var backend = Open(disk);
        backend.Create("dev");
        Directory.CreateDirectory(Path.Combine(disk.Path, ".pulumi", "history"));
        File.WriteAllText(Path.Combine(disk.Path, ".pulumi", "history", "demo"), "in the way");

        var (outcome, log) = await UpAsync(backend, new Ledger(), atOnce: false, things: 1);

        outcome.ShouldBe(OperationOutcome.Succeeded, log);
        log.ShouldContain("not in the history");
    }

    [SkippableFact]
    public async Task Anything_OnAReadOnlyDisk_SaysSoAndReadsAllTheSame()
    {
        using var disk = Create();
        var backend = Open(disk);
        backend.Create("dev");
        await using (var store = backend.OpenStack("dev", _secrets, write: true))
        {
            await store.SaveAsync(Stacks.Sample(), default);
        }

        disk.MakeReadOnly(Kilobytes);

        (await LoadAsync(backend)).Resources.Length.ShouldBe(3);
        var locking = Should.Throw<InfraException>(() => backend.OpenStack("dev", _secrets, write: true));
        (locking.Code, locking.Place.StartsWith(disk.Path, StringComparison.Ordinal)).ShouldBe((DiagnosticCodes.StateNotWritten, true));
        Should.Throw<InfraException>(() => backend.Create("other")).Code.ShouldBe(DiagnosticCodes.StateNotWritten);
        await using var unlocked = backend.OpenStack("dev", _secrets, write: false);
        (await Should.ThrowAsync<InfraException>(unlocked.SaveAsync(Stacks.Sample(), default))).Code.ShouldBe(DiagnosticCodes.StateNotWritten);
        (await Should.ThrowAsync<InfraException>(unlocked.AppendAsync([new JournalRecord.Renamed("a", "b")], default))).Code.ShouldBe(DiagnosticCodes.StateNotWritten);
    }

    [SkippableFact]
    public async Task Append_ThatFoundNoRoom_WritesNothingLater()
    {
        using var disk = Create();
        var backend = Open(disk);
        backend.Create("dev");
        var journal = Path.Combine(disk.Path, ".pulumi", "journals", "demo", "dev.jsonl");
        var filler = Path.Combine(disk.Path, "filler");
        await using (var store = backend.OpenStack("dev", _secrets, write: true))
        {
            await store.AppendAsync([new JournalRecord.Ended(0, Stacks.Resource("one"), -1, -1, null)], default);
            Fill(filler);
            var large = Stacks.Resource("two") with { Inputs = PropertyMap.Empty.With("text", new string('x', 40_000)) };
            await Should.ThrowAsync<InfraException>(store.AppendAsync([new JournalRecord.Ended(0, large, -1, -1, null)], default));
            File.Delete(filler);
        }

        JournalFile.Read(await File.ReadAllBytesAsync(journal)).Lines.Count.ShouldBe(2, "the base and the first");
        (await LoadAsync(backend)).Resources.Single().Urn.ShouldEndWith("::one");
    }

    [Fact]
    public async Task AddHistory_WithAClockThatGoesBack_StaysInOrderAndLosesNothing()
    {
        using var stacks = new Stacks();
        stacks.Open().Create("dev");
        var noon = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
        await using (var store = stacks.Open().OpenStack("dev", _secrets, write: true))
        {
            foreach (var (name, time) in new[] { ("first", noon), ("second", noon.AddYears(-3)), ("third", noon), ("fourth", noon.AddTicks(-1)) })
            {
                await store.AddHistoryAsync(new UpdateRecord(name, time, time, "", true, ImmutableSortedDictionary<string, int>.Empty), default);
            }
        }

        stacks.Open().History("dev").Select(u => u.Kind).ShouldBe(["fourth", "third", "second", "first"]);
    }

    [Fact]
    public async Task Up_WhileTheClockIsPutBack_TakesNoNegativeTime()
    {
        var clock = new WallClock { Now = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero) };
        var engine = new TestEngine { Clock = clock, During = (_, _) => PutBack() };

        var result = await engine.UpAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a");
        });

        result.Duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        var update = engine.Store.History.Single();
        (update.End >= update.Start).ShouldBeTrue();

        Task PutBack()
        {
            clock.Now = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task OpenStack_OfManyAtOnce_LetsNoTwoIn()
    {
        using var stacks = new Stacks(inMemory: true);
        stacks.Open().Create("dev");
        var (inside, most, got) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                try
                {
                    await using var store = stacks.Open().OpenStack("dev", _secrets, write: true);
                    InterlockedMax(ref most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref got);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (InfraException e)
                {
                    e.Code.ShouldBe(DiagnosticCodes.StackLocked);
                }
            }
        })));

        most.ShouldBe(1);
        got.ShouldBeGreaterThan(0);
        Directory.EnumerateFiles(stacks.LockDirectory).ShouldBeEmpty();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private static SmallDisk Create()
    {
        var disk = SmallDisk.TryCreate(Kilobytes);
        Skip.If(disk is null, "root on Linux needed, to mount a small file system");
        return disk!;
    }

    private static FileBackend Open(SmallDisk disk) =>
        FileBackend.Open("file://" + disk.Path, "/nowhere", "demo", new BackendOptions(false, Backups: true, "v0.1.0"), TimeProvider.System);

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                stream.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<(OperationOutcome Outcome, string Log)> UpAsync(FileBackend backend, Ledger ledger, bool atOnce, int things = 40)
    {
        await using var store = backend.OpenStack("dev", _secrets, write: true);
        var engine = new TestEngine { Ledger = ledger, Files = store };
        var result = await engine.UpAsync(
            async program =>
            {
                await program.StackAsync();
                foreach (var batch in Enumerable.Range(0, things).Select(i => program.ThingAsync($"t{i}", _large.With("key", $"t{i}"))).Chunk(atOnce ? things : 1))
                {
                    await Task.WhenAll(batch);
                }
            },
            o => o with { Parallel = atOnce ? 8 : 1 });
        return (result.Outcome, engine.ToString());
    }

    private static async Task<Snapshot> LoadAsync(FileBackend backend)
    {
        await using var store = backend.OpenStack("dev", _secrets, write: false);
        return await store.LoadAsync(default);
    }

    /// <summary>What hangs on the wall: somebody may set it.</summary>
    private sealed class WallClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
