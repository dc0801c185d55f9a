using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Network;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Network;

/// <summary>The address of a Droplet or a load balancer in its VPC: a second one on the same wire, which this computer has no way to.</summary>
internal static class PrivateAddresses
{
    /// <summary>The output that holds it.</summary>
    public const string Output = "ipv4AddressPrivate";

    /// <summary>An address of the range that nobody has (the first is the network's gateway). The caller holds the account's lock.</summary>
    public static string Free(Thing network, CloudAccount account)
    {
        var range = Range(network);
        var taken = account.Things.Select(t => t.Text(Output)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(2, (1 << Math.Min(32 - range.Prefix, 16)) - 3).Select(range.Address).FirstOrDefault(a => !taken.Contains(a))
            ?? throw CloudAnswer.Unprocessable($"all addresses of {network.Text("ipRange")} are taken");
    }

    /// <summary>Gives a machine the address that its thing has, now and after each of its starts.</summary>
    public static async Task AddAsync(CloudAccount account, string machine, Thing thing, Thing network, CancellationToken cancellationToken)
    {
        var address = $"{thing.Text(Output)}/{Range(network).Prefix}";
        await HostCommand.RunAsync("ip", ["-n", account.Root.NetworkNamespace(machine), "addr", "replace", address, "dev", "host0"], cancellationToken);
    }

    private static Ipv4Range Range(Thing network) =>
        Ipv4Range.Parse(network.Text("ipRange")) ?? throw new ProviderException($"the VPC '{network.Name}' has no range of addresses");
}
