using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.Plan.Review;

/// <summary>32 random bytes of one plan, drawn when they are first asked for: most plans name nothing and are never written.</summary>
public sealed class PlanSeed
{
    private const int Length = 32;
    private readonly Lazy<byte[]> _bytes;

    /// <summary>One that nobody has seen.</summary>
    public PlanSeed() => _bytes = new Lazy<byte[]>(() => RandomNumberGenerator.GetBytes(Length));

    /// <summary>One that was written down.</summary>
    public PlanSeed(byte[] bytes) => _bytes = new Lazy<byte[]>(bytes);

    internal ReadOnlySpan<byte> Bytes => _bytes.Value;

    /// <summary>The seed of one resource.</summary>
    internal byte[] Of(string urn) => HMACSHA256.HashData(Bytes, Encoding.UTF8.GetBytes(urn));
}
