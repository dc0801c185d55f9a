using System.Security.Cryptography;
using System.Text;
using Infra.Text;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>The name of an app, of which an account has one: environment and stack.</summary>
internal static class AppName
{
    private const int Longest = 32;
    private const int DigestLength = 6;

    /// <summary>Where both are too long for it, what is cut off is told by a digest of the whole.</summary>
    public static string Of(string environment, string stack)
    {
        var name = Names.ToHostname($"{environment}-{stack}");
        return name.Length <= Longest
            ? name
            : $"{name[..(Longest - DigestLength - 1)].TrimEnd('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..DigestLength]}";
    }
}
