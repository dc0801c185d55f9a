using System.Collections.Immutable;

namespace Infra.Machine.Rendering.Access;

/// <summary>TCP ports that a firewall lets in.</summary>
/// <param name="Ports">At least one.</param>
/// <param name="Sources">Addresses and networks; empty: everybody.</param>
internal sealed record Opening(ImmutableArray<int> Ports, IReadOnlyList<string> Sources)
{
    /// <summary>For everybody, or for the load balancer alone.</summary>
    public static Opening Web(Site site) => new([80, 443], site.BalancerNetwork is { } network ? [network] : []);
}
