using System.Security.Cryptography.X509Certificates;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Kinds;

public sealed class CertificateTests
{
    private static PropertyMap LetsEncrypt(params string[] domains) =>
        [new("name", "shop"), new("type", "lets_encrypt"), new("domains", PropertyValue.Array(domains.Select(d => (PropertyValue)d)))];

    [Fact]
    public async Task Create_ForNamesInAZone_IsSignedByTheRehearsalsAuthority()
    {
        await using var cloud = new TestCloud();
        Zone(cloud);

        var (made, inputs) = await cloud.MakeAsync("Certificate", LetsEncrypt("shop.example", "www.shop.example"));

        using var authority = X509CertificateLoader.LoadCertificateFromFile(RehearsalAuthority.FileOf(cloud.Account));
        using var certificate = X509Certificate2.CreateFromPemFile(Certificate.FileOf(cloud.Account, cloud.Account.Get("Certificate", made.Id)));
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck, VerificationTime = cloud.Time.GetUtcNow().DateTime },
        };
        chain.Build(certificate).ShouldBeTrue();
        certificate.MatchesHostname("www.shop.example").ShouldBeTrue();
        certificate.HasPrivateKey.ShouldBeTrue();
        made.Outputs["state"].ShouldBe("verified");
        made.Outputs["notAfter"].ShouldBe("2027-02-24T12:00:00Z");

        await cloud.DeleteAsync("Certificate", made.Id, inputs);
        cloud.Account.Remove(cloud.Account.Get("Domain", "shop.example"));
        Directory.Exists(cloud.Account.Directory).ShouldBeFalse();
    }

    [Theory]
    [InlineData("other.example")]
    [InlineData("notshop.example")]
    public async Task Create_ForANameInNoZone_IsRefusedAsInTheCloud(string name)
    {
        await using var cloud = new TestCloud();
        Zone(cloud);

        var failure = await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("Certificate", LetsEncrypt("shop.example", name)));

        failure.Message.ShouldContain($"'{name}' is not in a domain of this account");
        failure.Message.ShouldContain("422");
        cloud.Account.Of("Certificate").ShouldBeEmpty();
    }

    // The zone itself would need a machine for its name server.
    private static void Zone(TestCloud cloud) =>
        cloud.Account.Save(new Thing("Domain", "shop.example", "", PropertyMap.Empty.With("name", "shop.example"), PropertyMap.Empty, Complete: true));
}
