using Infra.Security;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;
using SiteCertificate = Infra.Machine.Resources.Certificate;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What visitors reach where several servers answer: it ends their TLS and speaks TLS with the servers.</summary>
internal static class WebBalancer
{
    private const int CheckSeconds = 5;
    private const int ChecksUntilTrusted = 2;

    // Of the load balancer's own patience with a server, in seconds.
    private const int LeastIdle = 60;
    private const int MostIdle = 600;

    /// <param name="parts">Its servers among them.</param>
    /// <param name="certificate">The one it shows.</param>
    /// <param name="releases">A server is named after its release is live: until then it would answer with errors.</param>
    public static LoadBalancer Make(DropletParts parts, Certificate certificate, IEnumerable<Resource> releases)
    {
        var declaration = parts.Environment.Declaration;
        return new LoadBalancer(
            parts.Named("balancer"),
            parts.Changes.Apply(new LoadBalancerArgs
            {
                Name = ServerName.OfApplication(parts.Environment.Name, 1).Hostname,
                Region = parts.Choice.Region.Id,
                VpcUuid = parts.Fleet.Network.Id,
                DropletIds = parts.Servers.Select(server => (Input<int>)server.Number).ToList(),
                RedirectHttpToHttps = true,
                // The record is a resource of its own.
                DisableLetsEncryptDnsRecords = true,
                HttpIdleTimeoutSeconds = Math.Clamp((int)Math.Ceiling(declaration.AppServer.Timeout.TotalSeconds) + (CheckSeconds * ChecksUntilTrusted), LeastIdle, MostIdle),
                ForwardingRules =
                {
                    new LoadBalancerForwardingRuleArgs { EntryProtocol = "http", EntryPort = 80, TargetProtocol = "http", TargetPort = 80 },
                    new LoadBalancerForwardingRuleArgs { EntryProtocol = "https", EntryPort = 443, TargetProtocol = "https", TargetPort = 443, CertificateName = certificate.Name },
                },
                Healthcheck = new LoadBalancerHealthcheckArgs
                {
                    Protocol = "https",
                    Port = 443,
                    Path = declaration.Application.HealthPath,
                    CheckIntervalSeconds = CheckSeconds,
                    ResponseTimeoutSeconds = CheckSeconds,
                    HealthyThreshold = ChecksUntilTrusted,
                    UnhealthyThreshold = ChecksUntilTrusted,
                },
            }),
            parts.Options(releases));
    }

    /// <summary>Its name is made anew with each content, so that the balancer has the next before the last is deleted.</summary>
    /// <param name="parts">The authority among them.</param>
    /// <param name="own">The servers', of that authority.</param>
    public static Certificate Certify(DropletParts parts, SiteCertificate own) => parts.Environment.Declaration.Tls is LetsEncrypt
        ? new Certificate(
            parts.Named("certificate"),
            new() { Type = "lets_encrypt", Domains = { parts.Site.DnsNames[0] } },
            parts.Options(parts.Zone!))
        : new Certificate(
            parts.Named("certificate"),
            new() { Type = "custom", LeafCertificate = own.Chain.Apply(PemText.First), CertificateChain = parts.Authority!.Certificate, PrivateKey = own.PrivateKey },
            parts.Options());
}
