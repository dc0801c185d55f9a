using System.Security.Cryptography;
using System.Text;

namespace Infra.Machine.Deployments;

/// <summary>A text as sixteen letters that differ when it does.</summary>
internal static class Digest
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
