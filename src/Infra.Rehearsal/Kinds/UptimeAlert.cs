using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>Who is told when an uptime check fails; nobody is, from this computer.</summary>
internal sealed class UptimeAlert : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        inputs.Objects("notifications").SelectMany((to, i) => MonitorAlert.Notified($"notifications[{i}]", to));

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        work.Account.Get(nameof(UptimeCheck), work.Inputs.Text("checkId"));
        return Task.FromResult(PropertyMap.Empty);
    }
}
