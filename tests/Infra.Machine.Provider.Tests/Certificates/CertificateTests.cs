using System.Globalization;
using Infra.Machine.Provider.Certificates;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Machine.Provider.Tests.Certificates;

public sealed class CertificateTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
    private readonly TemporaryDirectory _directory = new();

    private Certificate Resource => new(_clock);

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Create_NamesAndAddresses_IsStrictlyValidForEachOfThem()
    {
        await Tool.RequireAsync("openssl");
        var authority = await AuthorityAsync();
        var created = await Resource.CreateAsync(Inputs(authority, ["shop.test", "*.shop.test"], ["10.213.0.2", "fd00::2"]));
        var ca = _directory.Write("ca.pem", authority.Outputs.Text("certificate"));
        var leaf = _directory.Write("leaf.pem", created.Outputs.Text("certificate"));

        foreach (string[] asked in new string[][] { ["-verify_hostname", "shop.test"], ["-verify_hostname", "www.shop.test"], ["-verify_ip", "10.213.0.2"], ["-verify_ip", "fd00::2"] })
        {
            var verified = await Tool.RunAsync("openssl", ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", ca, .. asked, leaf]);
            verified.ExitCode.ShouldBe(0, $"{asked[1]}: {verified.Output}{verified.Error}");
        }

        (await Tool.RunAsync("openssl", ["verify", "-x509_strict", "-CAfile", ca, "-verify_hostname", "other.test", leaf])).ExitCode.ShouldNotBe(0);
    }

    [SkippableFact]
    public async Task Create_PrivateKey_BelongsToCertificateAndIsSecret()
    {
        await Tool.RequireAsync("openssl");
        var created = await Resource.CreateAsync(Inputs(await AuthorityAsync(), ["shop.test"], []));

        created.Outputs["privateKey"].ShouldBeOfType<SecretValue>();
        created.Outputs.ContainsKey("authorityPrivateKey").ShouldBeFalse();
        var ofKey = await Tool.RunAsync("openssl", ["pkey", "-pubout"], created.Outputs.Text("privateKey"));
        var ofCertificate = await Tool.RunAsync("openssl", ["x509", "-pubkey", "-noout"], created.Outputs.Text("certificate"));
        ofKey.Output.ShouldBe(ofCertificate.Output);
    }

    [Fact]
    public async Task Diff_AgeOfCertificate_AsksForRenewalInItsLastDays()
    {
        var inputs = Inputs(await AuthorityAsync(), ["shop.test"], []);
        var created = await Resource.CreateAsync(inputs);

        _clock.Advance(TimeSpan.FromDays(59));
        Resource.Diff(created, inputs, inputs).Changes.ShouldBe(DiffChanges.None);
        _clock.Advance(TimeSpan.FromDays(2));
        var diff = Resource.Diff(created, inputs, inputs);
        diff.DetailedDiff.ShouldNotBeNull().Keys.ShouldBe(["notAfter"]);
        diff.RequiresReplacement.ShouldBeFalse();

        var updated = await Resource.UpdateAsync(created, inputs, inputs);
        End(updated.Outputs).ShouldBe(_clock.GetUtcNow().AddDays(90));
        updated.Outputs.Text("certificate").ShouldNotBe(created.Outputs.Text("certificate"));
    }

    [Fact]
    public async Task Diff_AuthorityEndsAsSoon_DoesNotAskForever()
    {
        var inputs = Inputs(await AuthorityAsync(days: 20), ["shop.test"], []);
        var created = await Resource.CreateAsync(inputs);

        End(created.Outputs).ShouldBe(_clock.GetUtcNow().AddDays(20));
        Resource.Diff(created, inputs, inputs).Changes.ShouldBe(DiffChanges.None);
    }

    [Fact]
    public async Task Create_EndedAuthority_IsRefused()
    {
        var authority = await AuthorityAsync(days: 20);
        _clock.Advance(TimeSpan.FromDays(21));

        (await Should.ThrowAsync<ProviderException>(() => Resource.CreateAsync(Inputs(authority, ["shop.test"], [])))).Message.ShouldContain("ended on");
    }

    [Fact]
    public async Task Create_KeyOfAnotherAuthority_IsRefused()
    {
        var inputs = Inputs(await AuthorityAsync(), ["shop.test"], []).With("authorityPrivateKey", (await AuthorityAsync()).Outputs["privateKey"]);

        (await Should.ThrowAsync<ProviderException>(() => Resource.CreateAsync(inputs))).Message.ShouldContain("does not belong");
    }

    [Theory]
    [InlineData("shop test", "dnsNames[0]")]
    [InlineData("-shop.test", "dnsNames[0]")]
    [InlineData("shöp.test", "dnsNames[0]")]
    [InlineData("shop.test\n", "dnsNames[0]")]
    public void Check_NoDomainName_IsRefused(string name, string property) =>
        Resource.Check(Calls.Map(("authorityCertificate", "x"), ("authorityPrivateKey", "y"), ("dnsNames", Calls.List(name))))
            .Failures.Select(f => f.Property).ShouldBe([property]);

    [Theory]
    [InlineData("10.1")]
    [InlineData("300.1.1.1")]
    public void Check_NoAddress_IsRefused(string address) =>
        Resource.Check(Calls.Map(("authorityCertificate", "x"), ("authorityPrivateKey", "y"), ("ipAddresses", Calls.List(address))))
            .Failures.Select(f => f.Property).ShouldBe(["ipAddresses[0]"]);

    [Fact]
    public void Check_NamesOrAddresses_AreNeededUnlessUnknownYet()
    {
        var inputs = Calls.Map(("authorityCertificate", "x"), ("authorityPrivateKey", "y"));

        Resource.Check(inputs).Failures.Select(f => f.Property).ShouldBe(["dnsNames"]);
        Resource.Check(inputs.With("ipAddresses", PropertyValue.Array(PropertyValue.Unknown))).Failures.ShouldBeEmpty();
    }

    private static PropertyMap Inputs(CreateResult authority, string[] names, string[] addresses) => Calls.Map(
        ("authorityCertificate", authority.Outputs["certificate"]),
        ("authorityPrivateKey", authority.Outputs["privateKey"]),
        ("dnsNames", Calls.List(names)),
        ("ipAddresses", Calls.List(addresses)));

    private static DateTimeOffset End(PropertyMap outputs) => DateTimeOffset.Parse(outputs.Text("notAfter"), CultureInfo.InvariantCulture);

    private Task<CreateResult> AuthorityAsync(int days = 3650) =>
        new CertificateAuthority(_clock).CreateAsync(Calls.Map(("commonName", "shop's authority"), ("validityDays", days)));
}
