using System.Collections.Immutable;
using System.Net;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Kinds;

/// <summary>Who may reach a cluster, held by this computer's packet filter.</summary>
internal sealed class DatabaseFirewall : Kind
{
    private static readonly ImmutableArray<string> _rehearsed = ["ip_addr", "droplet", "tag", "app"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) => inputs.Objects("rules").SelectMany((rule, i) => CheckRule($"rules[{i}]", rule));

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        others.Any(o => o.Text("clusterId") == inputs.Text("clusterId")) ? "the cluster has trusted sources already: all of them are in one DatabaseFirewall" : null;

    public override string NewId(PropertyMap inputs, CloudAccount account) => $"{inputs.Text("clusterId")}-{NewUuid()[..8]}";

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        work.Account.Get(nameof(DatabaseCluster), work.Inputs.Text("clusterId"));
        DemandThings(work);
        return Task.FromResult(PropertyMap.Empty);
    }

    public override Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        DemandThings(work);
        return Task.FromResult(PropertyMap.Empty);
    }

    /// <summary>A packet filter that somebody took away lets everybody in: then there are no rules any more.</summary>
    public override async Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) =>
        (await CloudFirewall.FindGuardedAsync(account.Root, cancellationToken)).Contains(GuardedDroplet.ChainId(thing.Text("clusterId")))
            ? thing
            : thing with { Inputs = thing.Inputs.With("rules", PropertyValue.Array()) };

    public override Task SettleAsync(Work work, CancellationToken cancellationToken) =>
        CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);

    private static void DemandThings(Work work)
    {
        foreach (var rule in work.Inputs.Objects("rules").Where(r => r.Text("type") is "droplet" or "app"))
        {
            work.Account.Get(rule.Text("type") == "app" ? nameof(App) : nameof(Droplet), rule.Text("value"));
        }
    }

    private static IEnumerable<CheckFailure> CheckRule(string path, PropertyMap rule) =>
    [
        .. Fail(path + ".type", rule.Text("type") is { Length: > 0 } type && !_rehearsed.Contains(type) ? $"'{type}' cannot be rehearsed; {string.Join(", ", _rehearsed)} can" : null),
        .. Fail(path + ".value", rule.Text("type") == "ip_addr" && rule.Text("value") is { Length: > 0 } value && !IPAddress.TryParse(value, out _) && !IPNetwork.TryParse(value, out _)
            ? $"'{value}' is neither an address nor a network" : null),
    ];
}
