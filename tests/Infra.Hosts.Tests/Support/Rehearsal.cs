using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Hosts.Tests.Support;

/// <summary>Runs a declaration against mocks and tells what it registered.</summary>
internal sealed class Rehearsal : IMocks
{
    public const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVzZWQgaW4gdGVzdHMgb25seSwgbm8ga2V5IGF0YWxs";
    public const string PrivateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    private const string Certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

    private readonly ConcurrentDictionary<string, MockResourceArgs> _seen = new();
    private readonly ConcurrentDictionary<string, ResourceTransformationArgs> _declared = new();

    public static async Task<(IReadOnlyList<Registered> Resources, IDictionary<string, object?> Outputs)> RunAsync(string root, Func<Declaration> declare, string stack = "Test_1")
    {
        var mocks = new Rehearsal();
        var (_, outputs) = await Deployment.TestAsync(mocks, new TestOptions { ProjectName = "infra", StackName = stack, RootDirectory = root, IsPreview = false }, async () =>
        {
            var environment = new ProductionEnvironment("shop", declare(), new() { ResourceTransformations = { mocks.Keep } });
            var shown = new Dictionary<string, object?>();
            foreach (var (name, value) in environment.Outputs())
            {
                shown[name] = value is Output<string> output ? await OutputUtilities.GetValueAsync(output) : value;
            }

            return (IDictionary<string, object?>)shown;
        });
        var resources = new List<Registered>();
        foreach (var (name, seen) in mocks._seen.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            resources.Add(await mocks.DescribeAsync(name, seen));
        }

        return (resources, outputs);
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        if (!_seen.TryAdd(args.Name!, args))
        {
            throw new InvalidOperationException($"two resources are called {args.Name}");
        }

        var state = args.Inputs.SetItems(args.Type switch
        {
            "machine:index:KeyPair" => Outputs(("publicKey", PublicKey), ("privateKey", PrivateKey)),
            "machine:index:Password" => Outputs(("value", new string('x', 50))),
            "machine:index:CertificateAuthority" or "machine:index:Certificate" => Outputs(("certificate", Certificate), ("privateKey", PrivateKey)),
            "machine:index:LocalServer" => Outputs(("address", "10.213.0.2")),
            "digitalocean:index/droplet:Droplet" =>
                Outputs(("ipv4Address", "203.0.113.7"), ("ipv4AddressPrivate", "10.116.0.7"), ("dropletUrn", $"do:droplet:{args.Name}")),
            "digitalocean:index/vpc:Vpc" => Outputs(("ipRange", "10.116.0.0/20")),
            "digitalocean:index/loadBalancer:LoadBalancer" => Outputs(("ip", "203.0.113.80"), ("loadBalancerUrn", "do:loadbalancer:8")),
            "digitalocean:index/certificate:Certificate" => Outputs(("name", args.Name!)),
            "digitalocean:index/sshKey:SshKey" => Outputs(("fingerprint", "aa:bb:cc")),
            "digitalocean:index/databaseCluster:DatabaseCluster" =>
                Outputs(("clusterUrn", "do:dbaas:9"), ("user", "doadmin"), ("password", "AVNS_x/y"), ("privateHost", "private-db.example"), ("port", 25060)),
            "digitalocean:index/databaseConnectionPool:DatabaseConnectionPool" => Outputs(("name", "shop-database-pool-1a2b3c4"), ("privateHost", "private-db.example"), ("port", 25061)),
            "digitalocean:index/app:App" =>
                Outputs(("liveUrl", "https://shop-x1y2z.ondigitalocean.app"), ("defaultIngress", "https://shop-x1y2z.ondigitalocean.app"), ("activeDeploymentId", "d-1"), ("appUrn", "do:app:a-1")),
            "digitalocean:index/reservedIp:ReservedIp" => Outputs(("ipAddress", "203.0.113.99")),
            "machine:index:Release" => Outputs(("release", "20261126-abc")),
            _ => [],
        });
        return Task.FromResult<(string? id, object state)>((args.Type == "digitalocean:index/droplet:Droplet" ? "4242" : args.Name, state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);

    private static IEnumerable<KeyValuePair<string, object>> Outputs(params (string Name, object Value)[] outputs) =>
        outputs.Select(output => KeyValuePair.Create(output.Name, output.Value));

    private ResourceTransformationResult? Keep(ResourceTransformationArgs args)
    {
        _declared[args.Resource.GetResourceName()] = args;
        return null;
    }

    private async Task<Registered> DescribeAsync(string name, MockResourceArgs seen)
    {
        var options = _declared[name].Options;
        var after = await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput());
        return new(
            seen.Type!,
            name,
            seen.Inputs,
            after.Select(resource => resource.GetResourceName()).ToImmutableSortedSet(StringComparer.Ordinal),
            options.DeletedWith?.GetResourceName(),
            options.Protect,
            options.IgnoreChanges)
        {
            Parent = options.Parent?.GetResourceName(),
            Arguments = _declared[name].Args,
        };
    }
}
