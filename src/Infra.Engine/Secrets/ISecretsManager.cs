namespace Infra.Engine.Secrets;

/// <summary>The secrets of one stack: how they are encrypted, and the key, which may take a moment to be there.</summary>
public interface ISecretsManager
{
    /// <summary>The name in the state's secrets_providers: "passphrase".</summary>
    string Type { get; }

    /// <summary>What the state keeps to find the key again; for a passphrase the salt with its check value.</summary>
    string Salt { get; }

    /// <summary>Waits for the key.</summary>
    /// <exception cref="Diagnostics.InfraException">INF3001: the key is not that of <see cref="Salt"/>.</exception>
    Task<ICrypter> OpenAsync(CancellationToken cancellationToken);

    /// <summary>What decrypts secrets of another salt, with the same passphrase: a state may have been written with one.</summary>
    ISecretsManager ForSalt(string salt);
}

/// <summary>Encrypts and decrypts single values.</summary>
public interface ICrypter
{
    /// <summary>A new ciphertext; the same text gives another one each time.</summary>
    string Encrypt(string plaintext);

    /// <exception cref="Diagnostics.InfraException">INF3003: it was not made with this key, or was changed.</exception>
    string Decrypt(string ciphertext);
}
