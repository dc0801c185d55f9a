using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform;

/// <summary>A database of an app: one for development that lives with it, or a cluster that is there anyway.</summary>
internal sealed record AppDatabase(string Path, PropertyMap Inputs)
{
    public string Name => Inputs.Text("name");

    public bool IsManaged => Inputs.Flag("production") || Cluster.Length > 0;

    public string Cluster => Inputs.Text("clusterName");

    /// <summary>PG where nothing is said, as in the cloud.</summary>
    public string Engine => Inputs.Text("engine") is { Length: > 0 } engine and not "UNSET" ? engine : "PG";

    public string Version => Inputs.Text("version");
}
