using Infra.Cli.Machines;
using Infra.Cli.Tests.Support;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Machines;

public sealed class MachinesTests
{
    private static readonly Snapshot _snapshot = Snapshot.Empty with
    {
        Resources =
        [
            Stories.Resource("LocalServer", "server", [new("hostname", "shop")]),
            Stories.Resource("Configuration", "web", [new("connection", Connection("10.0.0.2"))]),
            Stories.Resource("Release", "release", [new("connection", Connection("10.0.0.2")), new("service", "shop@")]),
        ],
    };

    [Fact]
    public void Find_InAState_TakesTheConnectionOfItsResources()
    {
        var access = ServerAccess.Find(_snapshot, null);

        (access.Host, access.Port, access.User, access.PrivateKey).ShouldBe(("10.0.0.2", 2222, "admin", "PEM"));
        access.KnownHost.ShouldBe("[10.0.0.2]:2222 ssh-ed25519 AAAA\n");
        access.ToString().ShouldNotContain("PEM");
    }

    [Fact]
    public void Find_WithoutAServer_SaysSo() =>
        Should.Throw<InfraException>(() => ServerAccess.Find(Snapshot.Empty, null)).Code.ShouldBe(CliCodes.NoServer);

    [Fact]
    public void Find_InTheStateOfAnApp_NamesThePlatformsOwnCommands()
    {
        var spec = Map(("services", PropertyValue.Array(Map(("name", "shop")))));
        var app = Snapshot.Empty with { Resources = [Story.State("digitalocean:index/app:App", "shop-app", [new("spec", spec)]) with { Id = "a-1" }] };

        var refused = Should.Throw<InfraException>(() => ServerAccess.Find(app, null));
        refused.Code.ShouldBe(CliCodes.OnPlatform);
        refused.Help.ShouldBe("doctl apps console a-1 shop\ndoctl apps logs a-1 shop --type run --follow");
        PlatformApp.Find(app).ShouldNotBeNull().KeepsItsReleases().Help.ShouldNotBeNull().ShouldContain("https://cloud.digitalocean.com/apps/a-1");
        PlatformApp.Find(_snapshot).ShouldBeNull();
    }

    [Fact]
    public void Find_WithSeveralServers_AsksWhichOne()
    {
        var two = _snapshot with { Resources = _snapshot.Resources.Add(Stories.Resource("Configuration", "other", [new("connection", Connection("10.0.0.3"))])) };

        Should.Throw<InfraException>(() => ServerAccess.Find(two, null)).Help.ShouldBe("--server 10.0.0.2\n--server 10.0.0.3");
        ServerAccess.Find(two, "10.0.0.3").Host.ShouldBe("10.0.0.3");
        Should.Throw<InfraException>(() => ServerAccess.Find(two, "10.0.0.4")).Detail.ShouldContain("10.0.0.4");
    }

    [Fact]
    public void Arguments_OfALogin_TrustOnlyTheKnownHostKeyAndHoldNoSecret()
    {
        var arguments = SshSession.Arguments(ServerAccess.Find(_snapshot, null), "/d/known_hosts", "/d/agent", ["sudo id"]);

        arguments.ShouldContain("StrictHostKeyChecking=yes");
        arguments.ShouldContain("UserKnownHostsFile=/d/known_hosts");
        arguments.ShouldNotContain(argument => argument.Contains("PEM", StringComparison.Ordinal));
        arguments.TakeLast(3).ShouldBe(["--", "10.0.0.2", "sudo id"]);
    }

    [Theory]
    [InlineData("app", "--unit='shop@*'")]
    [InlineData("web", "--unit='nginx.service' --unit='apache2.service'")]
    [InlineData("database", "--unit='postgresql*.service' --unit='mariadb.service'")]
    public void Command_OfALayer_ReadsItsUnits(string layer, string units) =>
        LogLayers.Command(_snapshot, layer, follow: true, 50, asRoot: false)
            .ShouldBe($"sudo -n journalctl --no-pager --output=short-iso --lines=50 --follow {units}");

    [Fact]
    public void Command_OfTheSystem_ReadsEverything() =>
        LogLayers.Command(_snapshot, "system", follow: false, 10, asRoot: true).ShouldBe("journalctl --no-pager --output=short-iso --lines=10");

    [Fact]
    public void Proof_WithNothingLeft_SaysWhatWasLookedAt()
    {
        var found = LocalInspection.From([
            new("machines", PropertyValue.Array(Map(("name", "other")))),
            new("looked", PropertyValue.Array("processes", "mounts"))]);

        DestroyProof.MachinesOf(_snapshot).ShouldBe(["shop"]);
        DestroyProof.Render(found, ["shop"]).Select(line => line.ToText(false)).ShouldBe(["Looked at:", "    processes", "    mounts", "Nothing is left."]);
        Should.NotThrow(() => DestroyProof.ThrowIfAnythingIsLeft(found, ["shop"]));
    }

    [Fact]
    public void Proof_WithSomethingLeft_NamesIt()
    {
        var found = LocalInspection.From([
            new("machines", PropertyValue.Array(Map(("name", "shop")))),
            new("leftovers", PropertyValue.Array(Map(("kind", "mount"), ("name", "/x"))))]);

        var problem = Should.Throw<InfraException>(() => DestroyProof.ThrowIfAnythingIsLeft(found, ["shop"]));

        problem.ExitCode.ShouldBe(ExitCodes.Error);
        problem.Detail.ShouldContain("machine shop");
        problem.Detail.ShouldContain("mount /x");
    }

    private static PropertyValue Connection(string host) => Map(
        ("host", host), ("port", 2222), ("user", "admin"), ("privateKey", new SecretValue("PEM")), ("hostKey", "ssh-ed25519 AAAA"));
}
