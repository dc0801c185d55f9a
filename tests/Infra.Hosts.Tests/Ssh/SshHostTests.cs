using Infra.Applications;
using Infra.Databases;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Machine.Tests.Support;
using Infra.Ssh;
using Infra.Tests.Support;
using Pulumi;

namespace Infra.Hosts.Tests.Ssh;

public sealed class SshHostTests : IDisposable
{
    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    private static SshSettings Good => new()
    {
        Address = "192.0.2.7",
        User = "ada",
        Port = 2222,
        HostKey = Rehearsal.PublicKey,
        PrivateKey = Output.CreateSecret(Rehearsal.PrivateKey),
    };

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Deploy_ToAServer_RegistersWhatTheGoldenFileTells()
    {
        var (resources, outputs) = await RunAsync(() => Good);

        var text = string.Concat(resources.Select(resource => $"{resource}\n")) + $"\nurl: {outputs["url"]}\n";
        text.ShouldMatchGolden("ssh");
        resources.ShouldAllBe(resource => resource.DeletedWith == null);
    }

    [Theory]
    [InlineData("192.0.2.7", "https://192.0.2.7/", 1, 0)]
    [InlineData("2001:db8::7", "https://[2001:db8::7]/", 1, 0)]
    [InlineData("Shop.Example.org", "https://shop.example.org/", 0, 1)]
    public async Task Deploy_ToAnAddress_IsGoodForIt(string address, string url, int addresses, int names)
    {
        var (resources, outputs) = await RunAsync(() => Good with { Address = address });
        var tls = resources.Single(resource => resource.Name == "shop-tls").Inputs;

        outputs["url"].ShouldBe(url);
        Count(tls, "ipAddresses").ShouldBe(addresses);
        Count(tls, "dnsNames").ShouldBe(names);
    }

    [Fact]
    public Task Assess_OfNoSettings_NamesAllThatAreMissing() => AssessAsync(() => new SshSettings(), findings =>
        findings.Select(finding => finding.Subject).ShouldBe(["infra:address", "infra:user", "infra:hostKey", "infra:privateKey"]));

    [Fact]
    public Task Assess_OfWrongSettings_NamesEach() => AssessAsync(
        () => Good with { Address = "a b", User = "a b", Port = 0, HostKey = "ssh-rsa AAAA", IdentityFile = "key" },
        findings => findings.Select(finding => (finding.Code, finding.Subject)).ShouldBe(
            [
                (Codes.WrongSetting, "infra:address"), (Codes.WrongSetting, "infra:user"), (Codes.WrongSetting, "infra:hostKey"),
                (Codes.WrongSetting, "infra:identityFile"), (Codes.WrongSetting, "infra:port"),
            ]));

    [Fact]
    public Task Assess_OfRoot_TellsHowToMakeAUser() => AssessAsync(() => Good with { User = "root" }, findings =>
    {
        var finding = findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe(Codes.RootLogin);
        finding.Help.ShouldContain("ssh -p 2222 root@192.0.2.7");
        finding.Help.ShouldContain("infra config set user deploy");
    });

    [Theory]
    [InlineData(null, "There is no file")]
    [InlineData("hello", "holds no private key")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "not in OpenSSH's format")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n?\n-----END OPENSSH PRIVATE KEY-----", "is damaged")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHI=\n-----END OPENSSH PRIVATE KEY-----", "protected by a passphrase")]
    public Task Assess_OfAnIdentityFile_SaysWhyItCannotBeUsed(string? content, string message)
    {
        if (content is not null)
        {
            _project.Write("id", content);
        }

        return AssessAsync(() => Good with { PrivateKey = null, IdentityFile = "id" }, findings =>
        {
            findings.ShouldHaveSingleItem().Code.ShouldBe(Codes.PrivateKey);
            findings[0].Message.ShouldContain(message);
        });
    }

    [Fact]
    public Task Assess_OfAGoodIdentityFile_FindsNothing()
    {
        _project.Write("id", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==\n-----END OPENSSH PRIVATE KEY-----\n");

        return AssessAsync(() => Good with { PrivateKey = null, IdentityFile = "id" }, findings => findings.ShouldBeEmpty());
    }

    private static int Count(IReadOnlyDictionary<string, object> inputs, string name) =>
        inputs.TryGetValue(name, out var list) ? ((System.Collections.IEnumerable)list).Cast<object>().Count() : 0;

    private static Declaration Shop(SshSettings settings) =>
        new() { Host = new SshHost(settings), Application = new Django("shop"), Database = new PostgreSql() };

    private Task<(IReadOnlyList<Registered> Resources, IDictionary<string, object?> Outputs)> RunAsync(Func<SshSettings> settings) =>
        Rehearsal.RunAsync(_project.Root, () => Shop(settings()));

    private Task AssessAsync(Func<SshSettings> settings, Action<List<Finding>> judge) => Deployment.TestAsync(
        new Pulumi.Testing.EmptyMocks(),
        new Pulumi.Testing.TestOptions { RootDirectory = _project.Root },
        () =>
        {
            var declaration = Shop(settings());
            judge([.. declaration.Host.Assess(declaration).Where(finding => finding.Verdict == Verdict.Impossible)]);
        });
}
