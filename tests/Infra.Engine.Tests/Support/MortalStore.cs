using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>
/// A stack's files in the hands of a process that may be killed before, in and after every write: a line of the journal cut in
/// the middle, a state that is noted as folded and not there yet, one that is there with its journal still beside it.
/// </summary>
internal sealed class MortalStore(IStackStore files, string checkpoint, string journal, Mortality life) : IStackStore
{
    public string StackName => files.StackName;

    public string Location => files.Location;

    /// <summary>As it was when this process began.</summary>
    public Snapshot Loaded { get; private set; } = Snapshot.Empty;

    public async Task<Snapshot> LoadAsync(CancellationToken cancellationToken) => Loaded = await files.LoadAsync(cancellationToken);

    public Task<PropertyMap?> ReadOutputsAsync(string stack, CancellationToken cancellationToken) => files.ReadOutputsAsync(stack, cancellationToken);

    public async Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken)
    {
        life.Instant("before a line of the journal");
        var before = File.Exists(journal) ? new FileInfo(journal).Length : 0;
        var torn = life.Strikes("in the middle of a line of the journal");
        await files.AppendAsync(records, cancellationToken);
        if (torn)
        {
            var after = new FileInfo(journal).Length;
            Cut(before + ((after - before) / 2));
            throw new Mortality.KilledException();
        }

        life.Instant("after a line of the journal");
    }

    public async Task SaveAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        life.Instant("before the state is written");
        var (oldState, oldJournal) = (Content(checkpoint), Content(journal));
        var folded = life.Strikes("when the state is announced in the journal");
        var swapped = !folded && life.Strikes("when the state is written and its journal still there");
        await files.SaveAsync(snapshot, cancellationToken);
        if (folded || swapped)
        {
            Restore(oldState, oldJournal, Content(checkpoint)!, swapped);
            throw new Mortality.KilledException();
        }

        life.Instant("after the state is written");
    }

    public Task AddHistoryAsync(UpdateRecord update, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => files.DisposeAsync();

    private void Restore(byte[]? oldState, byte[]? oldJournal, byte[] newState, bool swapped)
    {
        if (oldJournal is not null)
        {
            File.WriteAllBytes(journal, oldJournal);
            using var lines = JournalFile.Resume(journal)!;
            lines.Append(System.Text.Encoding.UTF8.GetBytes($"{{\"folded\":\"{StackJournal.DigestOf(newState)}\"}}"));
        }

        if (!swapped && oldState is not null)
        {
            File.WriteAllBytes(checkpoint, oldState);
        }
    }

    private void Cut(long length)
    {
        using var file = new FileStream(journal, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(length);
    }

    private static byte[]? Content(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
