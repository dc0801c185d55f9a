using Infra.Cli.Commands;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Workspace;

namespace Infra.Cli.Stacks;

/// <summary>
/// Encrypts a stack's state, then its configuration, with another passphrase. Killed in between, one has the new and the other
/// the old one: run again with the same two, it finds out which has which and does the rest.
/// </summary>
internal sealed class SecretsRotation : IAsyncDisposable
{
    private readonly StackSettings _settings;
    private readonly FileStackStore _store;
    private readonly ISecretsManager _next;
    private readonly Func<string, Task<ICrypter>> _open;
    private readonly string? _stateSalt;

    private SecretsRotation(StackSettings settings, FileStackStore store, ISecretsManager next, Func<string, Task<ICrypter>> open, string? stateSalt)
    {
        _settings = settings;
        _store = store;
        _next = next;
        _open = open;
        _stateSalt = stateSalt;
    }

    /// <summary>Locks the stack until disposed.</summary>
    /// <exception cref="InfraException">INF3001: neither passphrase is that of the state, or of the configuration. INF3005: they are encrypted otherwise.</exception>
    public static async Task<SecretsRotation> BeginAsync(ProjectStacks stacks, string name, Passphrase passphrase)
    {
        var settings = stacks.Settings(name);
        ProjectStacks.RefuseOtherProviders(settings);
        var (inFile, inState) = (settings.EncryptionSalt, stacks.Backend.ReadSalt(name));
        var old = inFile is null && inState is null ? null : stacks.Passphrases.Find(create: false);
        var known = new Dictionary<string, ISecretsManager>(StringComparer.Ordinal);
        ISecretsManager? next = null;
        foreach (var salt in new[] { inState, inFile }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            known[salt] = PassphraseSecrets.Open(old!, salt, settings.File);
            if (!await FitsAsync(known[salt]) && PassphraseSecrets.Open(passphrase, salt, settings.File) is var changed && await FitsAsync(changed))
            {
                known[salt] = changed;
                next ??= changed;
            }
        }

        next ??= PassphraseSecrets.Create(passphrase);
        Func<string, Task<ICrypter>> open = salt => known[salt].OpenAsync(CancellationToken.None);
        return new SecretsRotation(settings, stacks.Backend.OpenStack(name, new Rotating(next, open), write: true), next, open, inState);
    }

    /// <summary>The first half; false if it was done already.</summary>
    public async Task<bool> ChangeStateAsync()
    {
        if (_stateSalt == _next.Salt)
        {
            return false;
        }

        var snapshot = await _store.LoadAsync(CancellationToken.None);
        await _store.BackupAsync(CancellationToken.None);
        await _store.SaveAsync(snapshot, CancellationToken.None);
        return true;
    }

    /// <summary>The second half; false if it was done already.</summary>
    public async Task<bool> ChangeConfigurationAsync()
    {
        if (_settings.EncryptionSalt == _next.Salt)
        {
            return false;
        }

        var secrets = _settings.Entries.Where(entry => entry.IsSecret).ToList();
        if (secrets.Count > 0)
        {
            var read = await _open(_settings.EncryptionSalt ?? _stateSalt ?? throw NoSecrets.Missing(_settings.File));
            var write = await _next.OpenAsync(CancellationToken.None);
            secrets.ForEach(entry => _settings.Set(entry.Key, ConfigCopy.Copy(entry.Value, text => write.Encrypt(read.Decrypt(text)))));
        }

        _settings.SetEncryptionSalt(_next.Salt);
        _settings.Save();
        return true;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<bool> FitsAsync(ISecretsManager secrets)
    {
        try
        {
            await secrets.OpenAsync(CancellationToken.None);
            return true;
        }
        catch (InfraException e) when (e.Code == DiagnosticCodes.PassphraseWrong)
        {
            return false;
        }
    }

    /// <summary>Writes with the new passphrase, reads with that which each salt has.</summary>
    private sealed class Rotating(ISecretsManager next, Func<string, Task<ICrypter>> open, string? salt = null) : ISecretsManager
    {
        public string Type => next.Type;

        public string Salt => salt ?? next.Salt;

        public Task<ICrypter> OpenAsync(CancellationToken cancellationToken) => salt is null ? next.OpenAsync(cancellationToken) : open(salt);

        public ISecretsManager ForSalt(string salt) => new Rotating(next, open, salt);
    }
}
