using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Engine.State;

namespace Infra.Engine.Plan.Review;

/// <summary>What a preview found would be done, so that the operation can be held to it.</summary>
/// <param name="Seed">32 random bytes, of which providers make names: an update with the same seed makes the same ones.</param>
/// <param name="Resources">In the order in which they were decided, each URN once.</param>
public sealed record UpdatePlan(ImmutableArray<byte> Seed, ImmutableArray<PlannedResource> Resources)
{
    /// <summary>The state it was made for; null: not to be compared.</summary>
    public Snapshot? State { get; init; }

    internal static ImmutableArray<byte> NewSeed() => [.. RandomNumberGenerator.GetBytes(32)];

    /// <summary>The seed of one resource.</summary>
    internal static byte[] SeedFor(ImmutableArray<byte> seed, string urn) => HMACSHA256.HashData(seed.AsSpan(), Encoding.UTF8.GetBytes(urn));
}
