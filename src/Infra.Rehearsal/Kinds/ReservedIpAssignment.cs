using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Kinds;

/// <summary>That a reserved address leads to a Droplet.</summary>
internal sealed class ReservedIpAssignment : Kind
{
    public override string NewId(PropertyMap inputs, CloudAccount account) => $"{inputs.Text("dropletId")}-{inputs.Text("ipAddress")}-{NewUuid()[..8]}";

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var (account, droplet) = (work.Account, work.Account.Get(nameof(Droplet), work.Inputs.Text("dropletId")));
        using (await account.LockAsync(cancellationToken))
        {
            var address = account.Get(nameof(ReservedIp), work.Inputs.Text("ipAddress"));
            if (address.Text("assigned") is { Length: > 0 } other && other != droplet.Id)
            {
                throw CloudAnswer.Unprocessable($"{address.Id} is already assigned to the Droplet {other}");
            }

            account.Save(address with { Outputs = address.Outputs.With("assigned", droplet.Id) });
        }

        return PropertyMap.Empty;
    }

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) =>
        Task.FromResult(account.Find(nameof(ReservedIp), thing.Text("ipAddress"))?.Text("assigned") == $"{thing.Number("dropletId")}" ? thing : null);

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        using (await work.Account.LockAsync(cancellationToken))
        {
            if (work.Account.Find(nameof(ReservedIp), thing.Text("ipAddress")) is { } address && address.Text("assigned") == $"{thing.Number("dropletId")}")
            {
                work.Account.Save(address with { Outputs = address.Outputs.Without("assigned") });
            }
        }
    }

    public override async Task SettleAsync(Work work, CancellationToken cancellationToken)
    {
        await ReservedAddresses.ApplyAsync(work.Account, cancellationToken);
        await CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);
    }
}
