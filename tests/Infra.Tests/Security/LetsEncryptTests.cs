using Infra.Security;
using Infra.Tests.Support;

namespace Infra.Tests.Security;

public sealed class LetsEncryptTests : IDisposable
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("shop.acme-store.com")]
    [InlineData("SHOP.acme-store.com")]
    [InlineData("testing.acme-store.com")]
    [InlineData("xn--bcher-kva.ch")]
    [InlineData("shop.contest")]
    public void Validate_OfAPublicDomain_FindsNothing(string domain) => Codes(new LetsEncrypt(), domain).ShouldBeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("shop.test")]
    [InlineData("shop.LOCAL")]
    [InlineData("shop.internal")]
    [InlineData("shop.home.arpa")]
    [InlineData("shop.example.org")]
    [InlineData("example.com")]
    public void Validate_OfADomainThatNobodyCertifies_IsAFinding(string? domain) => Codes(new LetsEncrypt(), domain).ShouldBe(["INF6014"]);

    [Theory]
    [InlineData("https://acme-staging-v02.api.letsencrypt.org/directory", "INF6014")]
    [InlineData("https://acme.corp.internal/directory", null)]
    [InlineData("https://evil-letsencrypt.org/directory", null)]
    public void Validate_OfAReservedDomain_DependsOnWhoseAuthorityItIs(string directory, string? expected) =>
        Codes(new LetsEncrypt { Directory = directory }, "shop.internal").SingleOrDefault().ShouldBe(expected);

    [Theory]
    [InlineData("ops")]
    [InlineData("Ops <ops@example.org>")]
    [InlineData("ops@example.org'; reboot; '")]
    public void Validate_OfAMalformedEmail_IsAFinding(string email) => Codes(new LetsEncrypt { Email = email }, "acme-store.com").ShouldBe(["INF6011"]);

    [Theory]
    [InlineData("http://acme.example.org/directory")]
    [InlineData("acme.example.org/directory")]
    [InlineData("https://user:secret@acme.example.org/directory")]
    [InlineData("https://acme.example.org/directory?x=1")]
    [InlineData("https://acme.example.org/$(reboot)")]
    [InlineData("https://acme.example.org/'; reboot; '")]
    [InlineData("https://acme.example.org:99999/directory")]
    public void Validate_OfADirectoryThatIsNoHttpsUrl_IsAFinding(string directory) =>
        Codes(new LetsEncrypt { Directory = directory }, "acme-store.com").ShouldBe(["INF6011"]);

    [Theory]
    [InlineData(null, "is no file")]
    [InlineData("nothing\n", "holds no certificate")]
    [InlineData(Certificate, "holds a damaged certificate")]
    public void Validate_OfAnAuthorityFileWithoutACertificate_IsAFinding(string? content, string expected)
    {
        if (content is not null)
        {
            _project.Write("ca.pem", content);
        }

        var finding = Findings(new LetsEncrypt { AuthorityFile = "ca.pem" }, "acme-store.com").ShouldHaveSingleItem();

        finding.Code.ShouldBe("INF6011");
        finding.Message.ShouldContain(expected);
    }

    [Fact]
    public void Properties_OfEmptyTexts_AreThoseOfNone() =>
        new LetsEncrypt { Email = "", Directory = "", AuthorityFile = "" }.ShouldBe(new LetsEncrypt());

    private IEnumerable<string> Codes(LetsEncrypt tls, string? domain) => Findings(tls, domain).Select(finding => finding.Code);

    private IEnumerable<Infra.Hosting.Finding> Findings(LetsEncrypt tls, string? domain) => tls.Validate(new ValidationContext(_project.Root, domain));
}
