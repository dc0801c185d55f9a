using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>A stack of the file backend.</summary>
public sealed class FileStackStore : IStackStore
{
    private static readonly byte[] _secretMark = Encoding.ASCII.GetBytes(Signatures.Secret);
    private readonly StackFiles _files;
    private readonly ISecretsManager _secrets;
    private readonly StackLock? _lock;
    private readonly BackendOptions _options;
    private readonly TimeProvider _clock;
    private readonly SecretCache _cache;
    private readonly StackJournal _journal;
    private ISecretsManager _read;

    internal FileStackStore(StackFiles files, ISecretsManager secrets, StackLock? held, BackendOptions options, TimeProvider clock, SecretCache? cache = null)
    {
        _files = files;
        _secrets = secrets;
        _read = secrets;
        _cache = cache ?? new SecretCache();
        _journal = new StackJournal(files, secrets, _cache);
        _lock = held;
        _options = options;
        _clock = clock;
    }

    public string StackName => _files.Stack;

    /// <summary>Goes into the history.</summary>
    internal JsonObject? Configuration { get; init; }

    /// <summary>Null if the stack has no secrets yet.</summary>
    private string? Salt => _secrets.Salt is { Length: > 0 } salt ? salt : null;

    public string Location => "file://" + (_files.Existing ?? _files.Checkpoint);

    /// <summary>The state with what an interrupted run has added to it; whoever holds the lock writes that down at once.</summary>
    public async Task<Snapshot> LoadAsync(CancellationToken cancellationToken)
    {
        var snapshot = _files.Existing is { } file ? await LoadAsync(file, verify: true, cancellationToken) : Snapshot.Empty;
        if (await _journal.ReplayAsync(snapshot, cancellationToken) is not { } replayed)
        {
            return snapshot;
        }

        if (_lock is not null)
        {
            await SaveAsync(replayed, cancellationToken);
        }

        return replayed;
    }

    public async Task<PropertyMap?> ReadOutputsAsync(string stack, CancellationToken cancellationToken)
    {
        var reference = StackReference.Parse(stack, _files.Project);
        var files = new StackFiles(_files.Root, reference.Project, reference.Stack);
        return files.Existing is null ? null : (await At(files).LoadAsync(cancellationToken)).StackOutputs;
    }

    public Task AppendAsync(IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken) => _journal.AppendAsync(records, cancellationToken);

    /// <summary>The state although it may not be valid: to mend it.</summary>
    public async Task<Snapshot> LoadUnverifiedAsync(CancellationToken cancellationToken)
    {
        var snapshot = _files.Existing is { } file ? await LoadAsync(file, verify: false, cancellationToken) : Snapshot.Empty;
        return await _journal.ReplayAsync(snapshot, cancellationToken) ?? snapshot;
    }

    public async Task SaveAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (SnapshotIntegrity.Verify(snapshot) is { } problem)
        {
            throw new InfraException(
                DiagnosticCodes.StateInvalid, "The new state is not valid and was not written", $"This is a bug in infra: {problem}.",
                $"The state before it is in {_files.Existing ?? _files.Checkpoint}.", _files.Checkpoint, ExitCodes.Internal);
        }

        await WriteAsync(snapshot, cancellationToken);
    }

    public async Task AddHistoryAsync(UpdateRecord update, CancellationToken cancellationToken)
    {
        if (_files.Existing is not { } current)
        {
            return;
        }

        var stamp = Math.Max(Stamp(update.End), HistoryFiles.LastStamp(_files) + 1).ToString(CultureInfo.InvariantCulture);
        var content = await File.ReadAllBytesAsync(current, cancellationToken);
        try
        {
            Directory.CreateDirectory(_files.History);
            AtomicFile.Write(Path.Combine(_files.History, $"{_files.Stack}-{stamp}.history.json"), UpdateJson.Write(update with { Config = update.Config ?? Configuration }));
            AtomicFile.Write(Path.Combine(_files.History, $"{_files.Stack}-{stamp}.checkpoint{Extension(current)}"), content);
            Backup(current, content, stamp);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(_files.History, e);
        }
    }

    /// <summary>Keeps a copy of the state as it is now among the backups.</summary>
    public async Task BackupAsync(CancellationToken cancellationToken)
    {
        if (_files.Existing is { } current)
        {
            var content = await File.ReadAllBytesAsync(current, cancellationToken);
            try
            {
                Backup(current, content, Stamp(_clock.GetUtcNow()).ToString(CultureInfo.InvariantCulture));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw NotWritten(_files.Backups, e);
            }
        }
    }

    /// <summary>The state as `stack export` prints it.</summary>
    /// <param name="showSecrets">In plain text.</param>
    /// <param name="version">Of the history; null for the state as it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InfraException">INF2015: the history has no such version.</exception>
    public async Task<string> ExportAsync(bool showSecrets, int? version, CancellationToken cancellationToken)
    {
        var snapshot = version is { } number ? await LoadAsync(HistoryFiles.Checkpoint(_files, number), verify: true, cancellationToken) : await LoadAsync(cancellationToken);
        var crypter = await _secrets.OpenAsync(cancellationToken);
        return Encoding.UTF8.GetString(Writer().Export(snapshot, Salt, showSecrets ? json => ("plaintext", json) : Hide(crypter)));
    }

    /// <summary>Replaces the state by an export; what was under way in it is dropped.</summary>
    /// <exception cref="InfraException">INF2010: it is not an export, is not valid, or is of another stack and not forced.</exception>
    public async Task<ImportResult> ImportAsync(string text, string place, bool force, CancellationToken cancellationToken)
    {
        var snapshot = await ReadExportAsync(text, place, force, cancellationToken);
        await WriteAsync(snapshot with { PendingOperations = [] }, cancellationToken);
        return new ImportResult(snapshot.Resources.Length, snapshot.PendingOperations.Length);
    }

    /// <summary>The state of an export, checked as an import is; nothing is changed.</summary>
    /// <exception cref="InfraException">INF2010: it is not an export, is not valid, or is of another stack and not forced.</exception>
    public async Task<Snapshot> ReadExportAsync(string text, string place, bool force, CancellationToken cancellationToken)
    {
        var snapshot = await StateFile.ReadAsync(place, Encoding.UTF8.GetBytes(text), bytes => ReadAsync(place, bytes, verify: false, cancellationToken));
        var foreign = snapshot.Resources.Select(r => r.Urn).FirstOrDefault(u => !u.StartsWith($"urn:pulumi:{_files.Stack}::", StringComparison.Ordinal));
        if (foreign is not null && !force)
        {
            throw new InfraException(
                DiagnosticCodes.ImportRefused, "The state is of another stack", $"It holds {foreign}, but the stack is '{_files.Stack}'.",
                "If that is what you want, say so with --force.", place);
        }

        return SnapshotIntegrity.Verify(snapshot) is { } problem
            ? throw new InfraException(DiagnosticCodes.ImportRefused, "The state to import is not valid", $"{problem}.", "Nothing was changed.", place)
            : snapshot;
    }

    /// <summary>A store of other files with the same secrets, whose ciphertexts it keeps.</summary>
    internal FileStackStore At(StackFiles files) => new(files, _secrets, null, _options, _clock, _cache);

    public ValueTask DisposeAsync()
    {
        try
        {
            _journal.Dispose();
        }
        finally
        {
            _lock?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private Task<Snapshot> LoadAsync(string file, bool verify, CancellationToken cancellationToken) =>
        StateFile.ReadAsync(file, bytes => ReadAsync(file, bytes, verify, cancellationToken), cancellationToken);

    private async Task<Snapshot> ReadAsync(string place, ReadOnlyMemory<byte> bytes, bool verify, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(bytes, CheckpointReader.Options);
        if (CheckpointReader.Deployment(document.RootElement) is not { } deployment)
        {
            return Snapshot.Empty;
        }

        var crypter = bytes.Span.IndexOf(_secretMark) < 0 ? null : await CrypterAsync(place, deployment, cancellationToken);
        // A ciphertext of another key cannot be written again.
        var snapshot = CheckpointReader.Read(deployment, crypter, ReferenceEquals(_read, _secrets) ? _cache : new SecretCache());
        return verify && (CheckpointReader.ManifestProblem(deployment) ?? SnapshotIntegrity.Verify(snapshot)) is { } problem
            ? throw new InfraException(
                DiagnosticCodes.StateUnreadable, "The state is not valid", $"{place}: {problem}.",
                "What can be mended, this mends; it says what it does and asks:\n    infra state repair\nThe state before it is beside it as .bak; older ones are under .pulumi/backups. Nothing was changed.", place)
            : snapshot;
    }

    private async Task<ICrypter> CrypterAsync(string place, JsonElement deployment, CancellationToken cancellationToken)
    {
        var provider = CheckpointReader.SecretsProvider(deployment);
        if (provider is { Type: not "passphrase" })
        {
            throw new InfraException(
                DiagnosticCodes.SecretsProviderUnsupported, "The state's secrets are encrypted by a provider that infra cannot use",
                $"It is '{provider.Value.Type}'; infra can use 'passphrase'.", "Change it with the official CLI:\n    pulumi stack change-secrets-provider passphrase", place);
        }

        var salt = provider?.Salt ?? "";
        _read = salt.Length == 0 || salt == _secrets.Salt ? _secrets : salt == _read.Salt ? _read : _secrets.ForSalt(salt);
        try
        {
            return await _read.OpenAsync(cancellationToken);
        }
        catch (InfraException e) when (e.Code == DiagnosticCodes.PassphraseWrong && !ReferenceEquals(_read, _secrets))
        {
            throw new InfraException(
                e.Code, e.Message, $"{e.Detail} The state has another salt than the stack's file, so this may be the half of a change of the passphrase.",
                $"{e.Help}\nIf such a change was interrupted, run it again with the same two passphrases:\n    infra stack change-secrets-provider passphrase", place, inner: e);
        }
    }

    private async Task WriteAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var crypter = new Lazy<Task<ICrypter>>(() => _secrets.OpenAsync(cancellationToken));
        if (snapshot.Resources.Any(r => r.Inputs.ContainsSecrets || r.Outputs.ContainsSecrets) || !snapshot.PendingOperations.IsEmpty)
        {
            await crypter.Value;
        }

        var content = Writer().Checkpoint(_files.QualifiedName, snapshot, Salt, json => Hide(crypter.Value.GetAwaiter().GetResult())(json));
        var target = _files.Checkpoint + _options.Suffix;
        try
        {
            Directory.CreateDirectory(_files.StacksDirectory);
            if (_files.Existing is { } old)
            {
                AtomicFile.Copy(old, old + ".bak");
            }

            var bytes = _options.Suffix.Length > 0 ? Compression.Pack(content, _options.Suffix) : content;
            _journal.Fold(bytes);
            AtomicFile.Write(target, bytes);
            foreach (var other in _files.Checkpoints.Where(file => file != target))
            {
                File.Delete(other);
            }

            _journal.End();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(target, e);
        }
    }

    private void Backup(string current, byte[] content, string stamp)
    {
        if (_options.Backups)
        {
            Directory.CreateDirectory(_files.Backups);
            AtomicFile.Write(Path.Combine(_files.Backups, $"{_files.Stack}.{stamp}{Extension(current)}"), content);
        }
    }

    /// <summary>".json", and how it is compressed.</summary>
    private string Extension(string current) => current[_files.Checkpoint[..^5].Length..];

    /// <summary>Nanoseconds since 1970.</summary>
    private static long Stamp(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    private Func<string, (string, string)> Hide(ICrypter crypter) => json => ("ciphertext", _cache.Encrypt(json, crypter.Encrypt));

    private CheckpointWriter Writer() => new(_options.Version, _clock);

    private static InfraException NotWritten(string file, Exception e) => new(
        DiagnosticCodes.StateNotWritten, "The state cannot be written", $"{file}: {e.Message}",
        "The state before it is untouched. Make room or give access, then run the command again.", file, inner: e);
}

/// <param name="Resources">How many resources the stack has now.</param>
/// <param name="DroppedOperations">How many pending operations were dropped.</param>
public sealed record ImportResult(int Resources, int DroppedOperations);
