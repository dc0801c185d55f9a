namespace Infra.Engine.State;

/// <summary>Ciphertexts by what they hide, so that an unchanged secret keeps its ciphertext when the state is written again.</summary>
internal sealed class SecretCache
{
    private readonly Dictionary<string, string> _ciphertexts = new(StringComparer.Ordinal);

    public void Remember(string json, string ciphertext) => _ciphertexts[json] = ciphertext;

    public string Encrypt(string json, Func<string, string> encrypt)
    {
        if (!_ciphertexts.TryGetValue(json, out var ciphertext))
        {
            _ciphertexts[json] = ciphertext = encrypt(json);
        }

        return ciphertext;
    }
}
