using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.State;

/// <summary>The check value of a manifest: SHA-256 of the version that wrote it, in hexadecimal digits.</summary>
internal static class ManifestMagic
{
    /// <summary>What this infra writes; known beforehand, so that its own states are read and written without loading a library for it.</summary>
    internal const string OwnVersion = "v0.1.0-infra";

    private const string Own = "86607d9eb1c0bcb37d359431f3551c77ed5b3d84e3bc7d7aa2fd19067a7b1168";

    public static string Of(string version) => version == OwnVersion ? Own : Compute(version);

    internal static string Compute(string version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)));
}
