using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Databases;
using Infra.Rehearsal.Machines;

namespace Infra.Rehearsal.Kinds;

/// <summary>Something inside a database cluster.</summary>
internal abstract class DatabasePart : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        Fail("name", inputs.Text("name") is { Length: > 0 } name && !DatabaseServer.IsName(name) ? $"cannot be '{name}': letters, digits, '_' and '-', at most 63" : null);

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        others.Any(o => o.Text("clusterId") == inputs.Text("clusterId") && o.Name == inputs.Text("name")) ? $"the cluster has a {Name} '{inputs.Text("name")}' already" : null;

    /// <summary>Runs a script on the cluster's machine.</summary>
    protected static Task<string> RunAsync(CloudAccount account, PropertyMap part, Func<DatabaseServer, string> script, CancellationToken cancellationToken)
    {
        var cluster = account.Get(nameof(DatabaseCluster), part.Text("clusterId"));
        return new CloudMachine(account.Root, Silence.Narrator).RunAsync(DatabaseCluster.MachineName(cluster), script(DatabaseCluster.ServerOf(cluster)), cancellationToken);
    }

    /// <summary>Whether the part is there; false too when its cluster is gone.</summary>
    protected static async Task<bool> IsThereAsync(CloudAccount account, PropertyMap part, Func<DatabaseServer, string> question, CancellationToken cancellationToken) =>
        account.Find(nameof(DatabaseCluster), part.Text("clusterId")) is { Complete: true } cluster
        && new CloudMachine(account.Root, Silence.Narrator).Find(DatabaseCluster.MachineName(cluster)) is not null
        && (await RunAsync(account, part, question, cancellationToken)).Trim() == "yes";
}
