using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;

namespace Infra.Cli.Stacks;

/// <summary>Of a stack that has no secrets yet: reading it needs no passphrase.</summary>
internal sealed class NoSecrets(string place) : ISecretsManager, ICrypter
{
    public string Type => "passphrase";

    public string Salt => "";

    public Task<ICrypter> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<ICrypter>(this);

    public ISecretsManager ForSalt(string salt) => this;

    public string Encrypt(string plaintext) => throw Missing(place);

    public string Decrypt(string ciphertext) => throw Missing(place);

    public static InfraException Missing(string place) => new(
        DiagnosticCodes.SaltMalformed, "There are secrets, but no encryption salt",
        "Neither the stack's file nor its state has one, so the secrets cannot be decrypted.",
        "Restore the line 'encryptionsalt' from an earlier version of the file.", place, ExitCodes.Configuration);
}
