using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>A user of a cluster, with a password that the cloud makes.</summary>
internal sealed class DatabaseUser : DatabasePart
{
    public override string NewId(PropertyMap inputs, CloudAccount account) => $"{inputs.Text("clusterId")}/user/{inputs.Text("name")}";

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var password = DatabaseCluster.NewPassword();
        await RunAsync(work.Account, work.Inputs, server => server.CreateUser(thing.Name, password), cancellationToken);
        return
        [
            new("role", "normal"), new("password", ((PropertyValue)password).AsSecret()),
            new("accessCert", ((PropertyValue)"").AsSecret()), new("accessKey", ((PropertyValue)"").AsSecret()),
        ];
    }

    public override async Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) =>
        await IsThereAsync(account, thing.Inputs, server => server.HasUser(thing.Name), cancellationToken) ? thing : null;

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(work.Account, thing.Inputs, server => server.HasUser(thing.Name), cancellationToken))
        {
            await RunAsync(work.Account, thing.Inputs, server => server.DropUser(thing.Name), cancellationToken);
        }
    }
}
