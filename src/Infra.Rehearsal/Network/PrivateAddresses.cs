using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Network;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;

namespace Infra.Rehearsal.Network;

/// <summary>A Droplet's address in its VPC: a second one on the same wire, which this computer has no way to.</summary>
internal static class PrivateAddresses
{
    /// <summary>An address of the range that no Droplet has (the first is the network's gateway). The caller holds the account's lock.</summary>
    public static string Free(Thing network, CloudAccount account)
    {
        var range = Range(network);
        var taken = account.Things.Select(t => t.Text("ipv4AddressPrivate")).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(2, (1 << Math.Min(32 - range.Prefix, 16)) - 3).Select(range.Address).FirstOrDefault(a => !taken.Contains(a))
            ?? throw CloudAnswer.Unprocessable($"all addresses of {network.Text("ipRange")} are taken");
    }

    public static async Task AddAsync(CloudAccount account, Thing droplet, Thing network, CancellationToken cancellationToken)
    {
        var address = $"{droplet.Text("ipv4AddressPrivate")}/{Range(network).Prefix}";
        await HostCommand.RunAsync("ip", ["-n", account.Root.NetworkNamespace(Droplet.MachineName(droplet)), "addr", "replace", address, "dev", "host0"], cancellationToken);
    }

    private static Ipv4Range Range(Thing network) =>
        Ipv4Range.Parse(network.Text("ipRange")) ?? throw new ProviderException($"the VPC '{network.Name}' has no range of addresses");
}
