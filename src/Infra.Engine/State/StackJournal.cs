using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>The journal of one stack: what a run that has not ended, or was killed, has changed of the checkpoint.</summary>
internal sealed class StackJournal(StackFiles files, ISecretsManager secrets, SecretCache cache) : IDisposable
{
    private static readonly byte[] _secretMark = Encoding.ASCII.GetBytes(Signatures.Secret);
    private JournalFile? _open;

    /// <exception cref="InfraException">INF2008: it cannot be written. INF3001: the passphrase is wrong.</exception>
    public async Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken)
    {
        // A wrong passphrase is found before anything is done, not when the first secret has been made.
        var crypter = _open is null || records.Any(HasSecrets) ? await secrets.OpenAsync(cancellationToken) : null;
        var json = JournalJson.Write(records, text => ("ciphertext", cache.Encrypt(text, crypter!.Encrypt)));
        try
        {
            _open ??= JournalFile.Begin(files.Journal, await CheckpointDigestAsync(cancellationToken));
            _open.Append(json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(
                DiagnosticCodes.StateNotWritten, "The state cannot be written", $"{files.Journal}: {e.Message}",
                "What was written before is untouched. Make room or give access, then run the command again.", files.Journal, inner: e);
        }
    }

    /// <summary>The state with the journal's changes; null if there are none, or they are in the state already.</summary>
    /// <exception cref="InfraException">INF2005: it is damaged. INF2016: it is about another state.</exception>
    public async Task<Snapshot?> ReplayAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (_open is not null || !File.Exists(files.Journal))
        {
            return null;
        }

        var replayed = await StateFile.ReadAsync(files.Journal, async content => await ReplayAsync(snapshot, content, cancellationToken) ?? snapshot, cancellationToken);
        return ReferenceEquals(replayed, snapshot) ? null : replayed;
    }

    /// <summary>Notes which checkpoint has all of it; should the process end before the journal is gone, that is known.</summary>
    public void Fold(byte[] checkpoint)
    {
        _open ??= JournalFile.Resume(files.Journal);
        _open?.Append(Encoding.UTF8.GetBytes($"{{\"folded\":\"{DigestOf(checkpoint)}\"}}"));
    }

    public void End()
    {
        Dispose();
        if (File.Exists(files.Journal))
        {
            File.Delete(files.Journal);
        }
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }

    private async Task<Snapshot?> ReplayAsync(Snapshot snapshot, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var lines = JournalFile.Read(content).Lines;
        if (lines.Count < 2)
        {
            return null; // Nothing had been changed when it was begun.
        }

        var digest = await CheckpointDigestAsync(cancellationToken);
        if (Text(lines[^1], "folded") == digest)
        {
            return null;
        }

        if (Text(lines[0], "base") != digest)
        {
            throw new InfraException(
                DiagnosticCodes.JournalForeign, "The state was changed by something else after a run of infra was interrupted",
                $"{files.Journal} holds what that run changed, but of another state than the one that is there now.",
                $"Put the state back that it belongs to (see .pulumi/backups). Or, if the state is right as it is, take the journal away and look what is really there:\n    rm {files.Journal}\n    infra refresh",
                files.Journal);
        }

        var values = new PropertyJsonReader(content.Span.IndexOf(_secretMark) < 0 ? null : await secrets.OpenAsync(cancellationToken), cache);
        return JournaledState.Replay(snapshot, lines.Skip(1).SelectMany(line => Records(line, values)));
    }

    private async Task<string> CheckpointDigestAsync(CancellationToken cancellationToken) =>
        files.Existing is { } file ? DigestOf(await File.ReadAllBytesAsync(file, cancellationToken)) : "";

    private static List<JournalRecord> Records(ReadOnlyMemory<byte> line, PropertyJsonReader values)
    {
        using var document = JsonDocument.Parse(line, CheckpointReader.Options);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. JournalJson.Read(document.RootElement, values)] : [];
    }

    private static string Text(ReadOnlyMemory<byte> line, string name)
    {
        using var document = JsonDocument.Parse(line, CheckpointReader.Options);
        return document.RootElement.ValueKind == JsonValueKind.Object ? CheckpointReader.Text(document.RootElement, name) : "";
    }

    private static bool HasSecrets(JournalRecord record) => record switch
    {
        JournalRecord.Begun begun => HasSecrets(begun.Operation.Resource),
        JournalRecord.Ended ended => HasSecrets(ended.Add) || HasSecrets(ended.Marked),
        JournalRecord.Amended amended => HasSecrets(amended.State),
        _ => false,
    };

    private static bool HasSecrets(ResourceState? resource) => resource is not null
        && (resource.Inputs.ContainsSecrets || resource.Outputs.ContainsSecrets || resource.ReplacementTrigger is { ContainsSecrets: true });

    internal static string DigestOf(byte[] content) => Convert.ToHexStringLower(XxHash128.Hash(content));
}
