using Infra.Applications;
using Infra.DigitalOcean.Droplets;
using Infra.Local;
using Infra.Ssh;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Hosts.Tests;

public sealed class HostsTests
{
    [Theory]
    [InlineData("digitalocean/droplet", typeof(DropletHost))]
    [InlineData("local", typeof(LocalHost))]
    [InlineData("ssh", typeof(SshHost))]
    public Task Named_AKnownHost_IsIt(string name, Type type) => InProgramAsync(() => Hosts.Named(name, new Config("infra")).ShouldBeOfType(type));

    [Fact]
    public Task Named_AnUnknownHost_IsAFindingWithASuggestion() => InProgramAsync(() =>
    {
        var host = Hosts.Named("lokal", new Config("infra"));
        var finding = host.Assess(new() { Host = host, Application = new Django("shop") }).ShouldHaveSingleItem();

        finding.Code.ShouldBe(Codes.UnknownHost);
        finding.Message.ShouldBe("There is no host 'lokal'. Did you mean 'local'?");
    });

    private static Task InProgramAsync(Action test) => Deployment.TestAsync(new EmptyMocks(), new TestOptions(), test);
}
