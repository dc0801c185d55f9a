using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>What is shown under a project.</summary>
internal sealed class ProjectResources : Kind
{
    public override string NewId(PropertyMap inputs, CloudAccount account) => inputs.Text("project");

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        work.Account.Get(nameof(Project), work.Inputs.Text("project"));
        return Task.FromResult(PropertyMap.Empty);
    }
}
