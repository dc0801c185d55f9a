using System.Security.Cryptography;
using System.Text;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.Secrets;

/// <summary>
/// Pulumi's passphrase secrets: key by PBKDF2-HMAC-SHA256 with a million iterations, values by AES-256-GCM.
/// A key that is not kept is derived on another thread from the first moment, so that it is there when the first secret comes, and a wrong
/// passphrase is found. That thread may outlive whoever began it, so it writes nothing.
/// </summary>
public sealed class PassphraseSecrets : ISecretsManager
{
    private const int Iterations = 1_000_000;
    private const int KeyLength = 32;
    private const string CheckWord = "pulumi";
    private readonly Passphrase _passphrase;
    private readonly Task<(byte[] Key, bool IsKept)> _key;
    private bool _keeping;

    private PassphraseSecrets(Passphrase passphrase, string salt, Task<(byte[] Key, bool IsKept)> key)
    {
        _passphrase = passphrase;
        Salt = salt;
        _key = key;
    }

    public string Type => "passphrase";

    /// <summary>"v1:salt:check value", as in encryptionsalt.</summary>
    public string Salt { get; }

    /// <summary>Ends when there is a key, or none.</summary>
    internal Task Derivation => _key;

    /// <summary>A new salt for this passphrase.</summary>
    public static PassphraseSecrets Create(Passphrase passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        var key = Derive(passphrase, salt);
        var text = $"v1:{Convert.ToBase64String(salt)}:{AesGcmText.Encrypt(key, CheckWord)}";
        passphrase.Keys?.Keep(passphrase, text, key);
        return new PassphraseSecrets(passphrase, text, Task.FromResult((key, true)));
    }

    /// <summary>The manager of an existing salt. A wrong passphrase shows at the first use.</summary>
    /// <exception cref="InfraException">INF3004: the salt is not of the form Pulumi writes.</exception>
    public static PassphraseSecrets Open(Passphrase passphrase, string salt, string place = "")
    {
        var parts = salt.Split(':', 3);
        if (parts is not ["v1", var saltText, var check] || !AesGcmText.TryDecode(saltText, out var bytes) || bytes.Length == 0)
        {
            throw new InfraException(
                DiagnosticCodes.SaltMalformed, "The encryption salt cannot be read",
                "It should look like v1:<salt>:v1:<nonce>:<check value>.", "Restore the line 'encryptionsalt' from an earlier version of the file.", place, ExitCodes.Configuration);
        }

        return new PassphraseSecrets(passphrase, salt, passphrase.Keys?.Find(passphrase, salt) is { } kept
            ? Task.FromResult((kept, true))
            : Task.Run(() => (Key(passphrase, bytes, check), false)));
    }

    public ISecretsManager ForSalt(string salt) => salt == Salt ? this : Open(_passphrase, salt);

    public async Task<ICrypter> OpenAsync(CancellationToken cancellationToken)
    {
        var (key, isKept) = await _key.WaitAsync(cancellationToken);
        if (!isKept && !Interlocked.Exchange(ref _keeping, true))
        {
            _passphrase.Keys?.Keep(_passphrase, Salt, key);
        }

        return new Crypter(key);
    }

    internal static byte[] Derive(Passphrase passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase.Value), salt, Iterations, HashAlgorithmName.SHA256, KeyLength);

    private static byte[] Key(Passphrase passphrase, byte[] salt, string check)
    {
        var key = Derive(passphrase, salt);
        return AesGcmText.TryDecrypt(key, check, out var word) && word == CheckWord ? key : throw Wrong(passphrase);
    }

    private static InfraException Wrong(Passphrase passphrase) => new(
        DiagnosticCodes.PassphraseWrong, "The passphrase is wrong",
        $"The one in use comes from {passphrase.Origin}; the stack's secrets were encrypted with another.",
        "Give the right one in PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.");

    private sealed class Crypter(byte[] key) : ICrypter
    {
        public string Encrypt(string plaintext) => AesGcmText.Encrypt(key, plaintext);

        public string Decrypt(string ciphertext) =>
            AesGcmText.TryDecrypt(key, ciphertext, out var plaintext)
                ? plaintext
                : throw new InfraException(
                    DiagnosticCodes.SecretUnreadable, "A secret cannot be decrypted",
                    "It was encrypted with another key, or was changed afterwards.", "Set it again with 'infra config set --secret', or restore the state from a backup.");
    }
}
