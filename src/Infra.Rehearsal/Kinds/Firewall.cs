using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Kinds;

/// <summary>What may come to and go from its Droplets, held by this computer's packet filter.</summary>
internal sealed class Firewall : Kind
{
    private const int MaximumDroplets = 10;
    private const int MaximumTags = 5;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var isEmpty = inputs.Objects("inboundRules").IsEmpty && inputs.Objects("outboundRules").IsEmpty && !inputs.IsUnknown("inboundRules") && !inputs.IsUnknown("outboundRules");
        return
        [
            .. Fail("", isEmpty ? "needs at least one of inboundRules and outboundRules" : null),
            .. Fail("dropletIds", inputs.List("dropletIds").Length > MaximumDroplets ? $"holds more than {MaximumDroplets} Droplets: use a tag" : null),
            .. Fail("tags", inputs.List("tags").Length > MaximumTags ? $"holds more than {MaximumTags} tags" : null),
            .. Tag.CheckTags(inputs),
            .. inputs.Objects("inboundRules").SelectMany((rule, i) => CheckRule($"inboundRules[{i}]", rule, "sourceAddresses")),
            .. inputs.Objects("outboundRules").SelectMany((rule, i) => CheckRule($"outboundRules[{i}]", rule, "destinationAddresses")),
        ];
    }

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => Taken(inputs, others, "firewall");

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        DemandDroplets(work);
        return Task.FromResult<PropertyMap>([new("createdAt", work.Clock()), new("status", "succeeded"), new("pendingChanges", PropertyValue.Array())]);
    }

    /// <summary>A packet filter that somebody took away lets everything pass: then there are no rules any more.</summary>
    public override async Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken)
    {
        var covered = account.Of(nameof(Droplet)).Where(d => FirewallScene.Covers(thing, d)).ToArray();
        if (covered.Length == 0)
        {
            return thing;
        }

        var guarded = await CloudFirewall.FindGuardedAsync(account.Root, cancellationToken);
        return covered.All(d => guarded.Contains(d.Id)) ? thing : thing with
        {
            Inputs = thing.Inputs.With("inboundRules", PropertyValue.Array()).With("outboundRules", PropertyValue.Array()),
            Outputs = thing.Outputs.With("status", "failed"),
        };
    }

    public override Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        DemandDroplets(work);
        return Task.FromResult<PropertyMap>([new("status", "succeeded")]);
    }

    public override Task SettleAsync(Work work, CancellationToken cancellationToken) =>
        CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);

    private static void DemandDroplets(Work work)
    {
        foreach (var droplet in work.Inputs.List("dropletIds"))
        {
            work.Account.Get(nameof(Droplet), droplet);
        }
    }

    private static IEnumerable<CheckFailure> CheckRule(string path, PropertyMap rule, string addresses)
    {
        var ports = rule.Text("portRange");
        return
        [
            .. Fail(path + ".portRange", ports.Length > 0 && !IsRange(ports) ? $"cannot be '{ports}': it is a port, a range as 8000-9000, or all" : null),
            .. rule.List(addresses).SelectMany((address, i) => Fail($"{path}.{addresses}[{i}]", IsNetwork(address) ? null : $"'{address}' is neither an address nor a network, as 203.0.113.0/24")),
        ];
    }

    private static bool IsRange(string ports) => ports == "all" || ports.Split('-') switch
    {
        [var one] => Port(one) is not null,
        [var first, var last] => Port(first) is { } low && Port(last) is { } high && low <= high,
        _ => false,
    };

    private static int? Port(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : null;

    private static bool IsNetwork(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);
}
