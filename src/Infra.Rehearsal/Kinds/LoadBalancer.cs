using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Balancing;
using Infra.Rehearsal.Facts;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;

namespace Infra.Rehearsal.Kinds;

/// <summary>A machine with HAProxy before the Droplets.</summary>
internal sealed class LoadBalancer : Kind
{
    private static readonly ImmutableArray<string> _rehearsed = ["http", "https", "http2", "tcp"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var check = inputs.Object("healthcheck");
        var isHttp = check?.Text("protocol") is "http" or "https";
        return
        [
            .. Fail("region", CloudFacts.Unknown(inputs.Text("region"), CloudFacts.DigitalOcean.Regions, "region")),
            .. Fail("type", inputs.Text("type") == "GLOBAL" ? "GLOBAL cannot be rehearsed: it stands in many regions" : null),
            .. Fail("dropletIds", inputs.ContainsKey("dropletIds") && inputs.Text("dropletTag").Length > 0 ? "cannot be given together with 'dropletTag'" : null),
            .. Fail("forwardingRules", inputs.Objects("forwardingRules").IsEmpty && !inputs.IsUnknown("forwardingRules") ? "needs at least one rule" : null),
            .. Fail("healthcheck.path", isHttp && check!.Text("path").Length == 0 && !check!.IsUnknown("path") ? "is needed for http and https" : null),
            .. Fail("healthcheck.path", check?.Text("protocol") == "tcp" && check.Text("path").Length > 0 ? "means nothing for tcp" : null),
            .. inputs.Objects("forwardingRules").SelectMany((rule, i) => CheckRule($"forwardingRules[{i}]", rule)),
        ];
    }

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => Taken(inputs, others, "load balancer");

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        DemandThings(work);
        var region = work.Inputs.Text("region") is { Length: > 0 } given ? given : "nyc3";
        var network = work.Inputs.Text("vpcUuid") is { Length: > 0 } vpc ? work.Account.Get(nameof(Vpc), vpc) : Vpc.Default(region);
        var machine = await new CloudMachine(work.Account.Root, work.Narrator).BootAsync(
            new MachinePlan(Proxy.MachineOf(thing), MachinePlan.NameFor(thing.Name, "lb")) { Packages = ["haproxy"] }, cancellationToken);
        PropertyMap outputs =
        [
            new("ip", machine.Address), new("ipv6", ""), new("status", "active"), new("loadBalancerUrn", $"do:loadbalancer:{thing.Id}"), new("region", region),
            .. Filled(work.Inputs, region), .. Members(thing, work.Account),
        ];
        using (await work.Account.LockAsync(cancellationToken))
        {
            outputs = outputs.With(PrivateAddresses.Output, PrivateAddresses.Free(network, work.Account));
            work.Account.Save(thing with { Outputs = outputs });
        }

        var made = thing with { Outputs = outputs };
        await PrivateAddresses.AddAsync(work.Account, machine.Name, made, network, cancellationToken);
        await Proxy.ApplyAsync(work.Account, made, work.Narrator, cancellationToken);
        return outputs;
    }

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken)
    {
        var machines = new CloudMachine(account.Root, Silence.Narrator);
        return Task.FromResult(machines.Find(Proxy.MachineOf(thing)) is { } machine
            ? thing with { Outputs = [.. thing.Outputs, .. Members(thing, account), new("status", machines.IsRunning(machine) ? "active" : "errored")] }
            : null);
    }

    public override async Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        DemandThings(work);
        var changed = thing with { Inputs = work.Inputs };
        await new CloudMachine(work.Account.Root, work.Narrator).StartAsync(Proxy.MachineOf(thing), cancellationToken);
        var network = work.Account.Find(nameof(Vpc), thing.Text("vpcUuid")) ?? Vpc.Default(thing.Text("region"));
        await PrivateAddresses.AddAsync(work.Account, Proxy.MachineOf(thing), thing, network, cancellationToken);
        await Proxy.ApplyAsync(work.Account, changed, work.Narrator, cancellationToken);
        return [.. Members(changed, work.Account), new("status", "active")];
    }

    public override Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken) =>
        new CloudMachine(work.Account.Root, work.Narrator).RemoveAsync(Proxy.MachineOf(thing), cancellationToken);

    public override Task SettleAsync(Work work, CancellationToken cancellationToken) =>
        CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);

    public override IEnumerable<string> MachinesOf(Thing thing) => [Proxy.MachineOf(thing)];

    private static void DemandThings(Work work)
    {
        foreach (var droplet in work.Inputs.List("dropletIds"))
        {
            work.Account.Get(nameof(Droplet), droplet);
        }

        foreach (var rule in work.Inputs.Objects("forwardingRules").Where(HaproxyConfiguration.EndsTls))
        {
            work.Account.Get(nameof(Certificate), HaproxyConfiguration.CertificateOf(rule));
        }
    }

    private static PropertyMap Filled(PropertyMap inputs, string region) => PropertyMap.From(new KeyValuePair<string, PropertyValue>[]
    {
        new("vpcUuid", Vpc.Default(region).Id), new("sizeUnit", 1), new("type", "REGIONAL"), new("httpIdleTimeoutSeconds", 60), new("projectId", Guid.Empty.ToString()),
        new("healthcheck", PropertyMap.From(
        [
            new("protocol", "http"), new("port", 80), new("path", "/"), new("checkIntervalSeconds", 10),
            new("responseTimeoutSeconds", 5), new("healthyThreshold", 5), new("unhealthyThreshold", 3),
        ])),
    }.Where(f => !inputs.ContainsKey(f.Key)));

    private static PropertyMap Members(Thing balancer, CloudAccount account) =>
        [new("dropletIds", PropertyValue.Array(Proxy.BackendsOf(balancer, account).Select(b => (PropertyValue)int.Parse(b.Id, System.Globalization.CultureInfo.InvariantCulture))))];

    private static IEnumerable<CheckFailure> CheckRule(string path, PropertyMap rule) =>
    [
        .. Fail(path + ".entryProtocol", rule.Text("entryProtocol") is { Length: > 0 } entry && !_rehearsed.Contains(entry) ? $"'{entry}' cannot be rehearsed; {string.Join(", ", _rehearsed)} can" : null),
        .. Fail(path + ".certificateName", HaproxyConfiguration.EndsTls(rule) && HaproxyConfiguration.CertificateOf(rule).Length == 0 && !rule.IsUnknown("certificateName") && !rule.IsUnknown("certificateId")
            ? "is needed for https and http2, or tlsPassthrough" : null),
    ];
}
