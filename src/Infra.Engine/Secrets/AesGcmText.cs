using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.Secrets;

/// <summary>Text encrypted with AES-256-GCM in Pulumi's form: "v1:nonce:ciphertext and tag", base64.</summary>
internal static class AesGcmText
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static string Encrypt(ReadOnlySpan<byte> key, string plaintext)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var sealedText = new byte[plain.Length + TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedText)}";
    }

    /// <summary>False if the text is not of that form or the key is another.</summary>
    public static bool TryDecrypt(ReadOnlySpan<byte> key, string ciphertext, out string plaintext)
    {
        plaintext = "";
        var parts = ciphertext.Split(':');
        if (parts is not ["v1", var nonceText, var sealedText] || !TryDecode(nonceText, out var nonce) || !TryDecode(sealedText, out var body)
            || nonce.Length != NonceLength || body.Length < TagLength)
        {
            return false;
        }

        var plain = new byte[body.Length - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(nonce, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plaintext = Encoding.UTF8.GetString(plain);
        return true;
    }

    public static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[(base64.Length / 4 * 3) + 3];
        var ok = Convert.TryFromBase64String(base64, bytes, out var written);
        Array.Resize(ref bytes, written);
        return ok;
    }
}
