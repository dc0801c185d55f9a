using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.State;

/// <summary>What a run that was killed has left beside the checkpoint.</summary>
public sealed class StackJournalTests : IDisposable
{
    private static readonly ResourceState _two = Stacks.Resource("two") with { Inputs = [new("password", ((PropertyValue)"canary-two").AsSecret())] };

    private readonly Stacks _stacks = new();

    private string Journal => Path.Combine(_stacks.Directory.Path, ".pulumi", "journals", "demo", "dev.jsonl");

    public void Dispose() => _stacks.Dispose();

    [Fact]
    public async Task Load_AfterAKill_HasWhatWasAppendedAndWritesItDown()
    {
        await KilledAsync(new JournalRecord.Begun(1, new PendingOperation(_two, PendingOperationType.Creating)));

        File.ReadAllText(Journal).ShouldNotContain("canary");
        var reader = await ReadAsync();
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
        var loaded = await store.LoadAsync(default);

        foreach (var state in new[] { reader, loaded, await ReadAsync() })
        {
            state.Resources.Length.ShouldBe(3);
            state.PendingOperations.Single().Resource.Inputs.ShouldBe(_two.Inputs);
        }

        File.Exists(Journal).ShouldBeFalse();
        (await store.LoadAsync(default)).PendingOperations.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Load_AfterAKill_AppliesEveryKindOfRecord()
    {
        var one = Stacks.Sample().Resources[2];
        await KilledAsync(
            new JournalRecord.Begun(1, new PendingOperation(_two, PendingOperationType.Creating)),
            new JournalRecord.Ended(1, _two, -1, -1, null),
            new JournalRecord.Amended(_two with { Outputs = [new("a", 1)] }),
            new JournalRecord.Renamed(one.Urn, one.Urn + "-renamed"),
            new JournalRecord.Ended(0, null, -1, 2, one with { Taint = true }));

        var state = await ReadAsync();

        state.PendingOperations.ShouldBeEmpty();
        state.Resources.Single(r => r.Urn == _two.Urn).Outputs.ShouldBe([new("a", 1)]);
        state.Resources.Single(r => r.Urn.EndsWith("-renamed", StringComparison.Ordinal)).Taint.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(400)]
    public async Task Load_OfAJournalThatWasCutOff_LeavesTheLastBatchOut(int bytes)
    {
        await KilledAsync(new JournalRecord.Begun(1, new PendingOperation(_two, PendingOperationType.Creating)));
        using (var file = File.OpenWrite(Journal))
        {
            file.SetLength(file.Length - bytes);
        }

        (await ReadAsync()).PendingOperations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_OfADamagedJournal_SaysWhereAndChangesNothing()
    {
        await KilledAsync(new JournalRecord.Begun(1, new PendingOperation(_two, PendingOperationType.Creating)));
        var damaged = File.ReadAllText(Journal).Replace("base", "bass", StringComparison.Ordinal);
        File.WriteAllText(Journal, damaged);

        var failed = await Should.ThrowAsync<InfraException>(ReadAsync);

        (failed.Code, failed.Place).ShouldBe((DiagnosticCodes.StateUnreadable, Journal));
        failed.Detail.ShouldContain("line 1 is damaged");
        File.ReadAllText(Journal).ShouldBe(damaged);
    }

    [Fact]
    public async Task Load_OfAJournalOfAnotherState_IsRefused()
    {
        await KilledAsync(new JournalRecord.Begun(1, new PendingOperation(_two, PendingOperationType.Creating)));
        File.AppendAllText(_stacks.StateFile, "\n");

        (await Should.ThrowAsync<InfraException>(ReadAsync)).Code.ShouldBe(DiagnosticCodes.JournalForeign);
    }

    [Fact]
    public async Task Load_AfterAKillBetweenTheStateAndTheEndOfItsJournal_TakesNothingTwice()
    {
        await using (var store = await StartedAsync())
        {
            await store.AppendAsync([new JournalRecord.Ended(0, _two, -1, -1, null)], default);
            await using var kept = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await store.SaveAsync(await ReadAsync(), default);
            await using var copy = File.Create(Journal + ".copy");
            await kept.CopyToAsync(copy);
        }

        File.Move(Journal + ".copy", Journal);

        (await ReadAsync()).Resources.Count(r => r.Urn == _two.Urn).ShouldBe(1);
    }

    [Fact]
    public async Task Append_ThatFails_LeavesNoTraceAndTheNextGoesOn()
    {
        await using var store = await StartedAsync();
        File.WriteAllText(Path.Combine(_stacks.Directory.Path, ".pulumi", "journals"), "in the way");

        (await Should.ThrowAsync<InfraException>(() => store.AppendAsync([new JournalRecord.Ended(0, _two, -1, -1, null)], default))).Code.ShouldBe(DiagnosticCodes.StateNotWritten);
        File.Delete(Path.Combine(_stacks.Directory.Path, ".pulumi", "journals"));
        await store.AppendAsync([new JournalRecord.Ended(0, _two, -1, -1, null)], default);

        (await ReadAsync()).Resources.Count(r => r.Urn == _two.Urn).ShouldBe(1);
    }

    [Fact]
    public async Task Append_OfTheFirstRecordWithAWrongPassphrase_IsRefusedAlthoughNothingInItIsSecret()
    {
        await using (var started = await StartedAsync())
        {
            await started.SaveAsync(Snapshot.Empty, default);
        }

        await using var store = _stacks.Open().OpenStack("dev", PassphraseSecrets.Open(new Passphrase("not it", "test"), _stacks.Secrets.Salt), write: true);
        await store.LoadAsync(default);

        (await Should.ThrowAsync<InfraException>(() => store.AppendAsync([new JournalRecord.Begun(1, new PendingOperation(Stacks.Resource("one"), PendingOperationType.Creating))], default)))
            .Code.ShouldBe(DiagnosticCodes.PassphraseWrong);
        File.Exists(Journal).ShouldBeFalse();
    }

    [Fact]
    public async Task Remove_OfAStackWithAJournal_TakesThatAway()
    {
        await KilledAsync(new JournalRecord.Begun(1, new PendingOperation(_two, PendingOperationType.Creating)));

        await _stacks.Open().RemoveAsync("dev", _stacks.Secrets, force: true, removeBackups: false, default);

        File.Exists(Journal).ShouldBeFalse();
    }

    private async Task<FileStackStore> StartedAsync()
    {
        var backend = _stacks.Open();
        backend.Create("dev");
        var store = backend.OpenStack("dev", _stacks.Secrets, write: true);
        await store.SaveAsync(Stacks.Sample(), default);
        return store;
    }

    private async Task KilledAsync(params JournalRecord[] records)
    {
        await using var store = await StartedAsync();
        await store.AppendAsync(records, default);
    }

    private async Task<Snapshot> ReadAsync()
    {
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);
        return await store.LoadAsync(default);
    }
}
