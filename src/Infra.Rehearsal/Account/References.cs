using Infra.Protocol.Properties;
using Infra.Rehearsal.Kinds;

namespace Infra.Rehearsal.Account;

/// <summary>What the cloud forgets of a Droplet when it goes.</summary>
internal static class References
{
    /// <summary>Firewalls and load balancers lose it, reserved addresses and volumes become free. The caller holds the account's lock.</summary>
    public static void Forget(CloudAccount account, string droplet)
    {
        foreach (var thing in account.Things.Where(t => t.List("dropletIds").Contains(droplet)))
        {
            var rest = ((ArrayValue)thing.Inputs.Find("dropletIds")!).Items.Where(i => PropertyMap.Empty.With("id", i).Text("id") != droplet);
            account.Save(thing with { Inputs = thing.Inputs.With("dropletIds", PropertyValue.Array(rest)) });
        }

        foreach (var address in account.Of(nameof(ReservedIp)).Where(t => t.Text("assigned") == droplet || $"{t.Number("dropletId")}" == droplet))
        {
            account.Save(address with { Inputs = address.Inputs.Without("dropletId"), Outputs = address.Outputs.Without("assigned") });
        }
    }
}
