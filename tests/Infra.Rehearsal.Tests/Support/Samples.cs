using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Machine.Provider.Keys;
using Infra.Protocol.Properties;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>Inputs that the cloud takes, of kinds that need no machine.</summary>
internal static class Samples
{
    public static PropertyMap Of(string kind) => kind switch
    {
        "SshKey" => [new("publicKey", OpenSshKey.Generate("a").PublicKey)],
        "Vpc" => [new("region", "fra1"), new("description", "for tests")],
        "Volume" => [new("region", "fra1"), new("size", 1), new("initialFilesystemType", "ext4")],
        "Tag" => [new("name", "web:blue")],
        "Project" => [new("environment", "staging")],
        "Firewall" => [new("tags", PropertyValue.Array("web")), new("inboundRules", PropertyValue.Array(Rule("tcp", "80")))],
        "ReservedIp" => [new("region", "fra1")],
        "Certificate" => Certificate(),
        "MonitorAlert" =>
        [
            new("alerts", PropertyMap.Empty.With("emails", PropertyValue.Array("ops@shop.example"))), new("compare", "GreaterThan"), new("description", "busy"),
            new("type", "v1/insights/droplet/cpu"), new("value", 80), new("window", "5m"),
        ],
        "UptimeCheck" => [new("target", "https://shop.example/"), new("regions", PropertyValue.Array("eu_west"))],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no sample"),
    };

    public static PropertyMap Rule(string protocol, string ports, string source = "0.0.0.0/0") =>
        [new("protocol", protocol), new("portRange", ports), new("sourceAddresses", PropertyValue.Array(source))];

    public static PropertyMap Droplet(string region = "fra1", string size = "s-1vcpu-1gb", string image = "debian-12-x64") =>
        [new("region", region), new("size", size), new("image", image)];

    private static PropertyMap Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 11, 1, 0, 0, 0, TimeSpan.Zero));
        return [new("leafCertificate", made.ExportCertificatePem()), new("privateKey", ((PropertyValue)key.ExportPkcs8PrivateKeyPem()).AsSecret())];
    }
}
