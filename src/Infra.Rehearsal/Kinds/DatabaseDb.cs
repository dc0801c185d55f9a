using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>A database in a cluster.</summary>
internal sealed class DatabaseDb : DatabasePart
{
    public override string NewId(PropertyMap inputs, CloudAccount account) => $"{inputs.Text("clusterId")}/database/{inputs.Text("name")}";

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        await RunAsync(work.Account, work.Inputs, server => server.CreateDatabase(thing.Name), cancellationToken);
        return PropertyMap.Empty;
    }

    public override async Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) =>
        await IsThereAsync(account, thing.Inputs, server => server.HasDatabase(thing.Name), cancellationToken) ? thing : null;

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(work.Account, thing.Inputs, server => server.HasDatabase(thing.Name), cancellationToken))
        {
            await RunAsync(work.Account, thing.Inputs, server => server.DropDatabase(thing.Name), cancellationToken);
        }
    }
}
