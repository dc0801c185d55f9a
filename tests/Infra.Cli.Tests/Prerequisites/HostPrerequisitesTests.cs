using Infra.Cli.Prerequisites;
using Infra.Cli.Terminal;
using Infra.Cli.Tests.Support;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Tests.Prerequisites;

public sealed class HostPrerequisitesTests
{
    private static readonly string[] _all = ["systemd-nspawn", "mmdebstrap", "nft", "ip", "ssh"];
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task Ensure_WithEverythingThere_SaysNothing()
    {
        await EnsureAsync(new TestComputer(_all));

        _terminal.Errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Ensure_AsRootOnDebian_SaysSoAndInstallsWhatIsMissing()
    {
        var computer = new TestComputer("ip", "ssh");

        await EnsureAsync(computer);

        computer.Installed.ShouldBe(["systemd-container", "mmdebstrap", "nftables"]);
        _terminal.Errors.ToString().ShouldContain("Installing from Debian, for the local host: systemd-container mmdebstrap nftables");
    }

    [Fact]
    public async Task Ensure_WithoutRoot_GivesTheExactCommandAndInstallsNothing()
    {
        var computer = new TestComputer("ssh", "ip", "nft") { IsRoot = false };

        var problem = await Should.ThrowAsync<InfraException>(() => EnsureAsync(computer));

        problem.ExitCode.ShouldBe(ExitCodes.Configuration);
        problem.Help.ShouldContain("sudo apt-get install --no-install-recommends systemd-container mmdebstrap");
        computer.Installed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ensure_OffDebian_GivesTheNamesOfThePackages() =>
        (await Should.ThrowAsync<InfraException>(() => EnsureAsync(new TestComputer { IsDebian = false }))).Detail.ShouldContain("mmdebstrap");

    [Fact]
    public async Task Ensure_OffLinux_RefusesTheLocalHost() =>
        (await Should.ThrowAsync<InfraException>(() => EnsureAsync(new TestComputer(_all) { IsLinux = false }))).Message.ShouldContain("Linux");

    [Fact]
    public async Task Ensure_WhenAptFails_ShowsWhatItSaid()
    {
        var problem = await Should.ThrowAsync<InfraException>(() => EnsureAsync(new TestComputer { InstallProblem = "E: no network" }));

        problem.Code.ShouldBe(CliCodes.PrerequisiteInstallFailed);
        problem.Detail.ShouldBe("E: no network");
    }

    [Fact]
    public async Task Ensure_ForTheSshHost_NeedsNoRootButSsh()
    {
        await EnsureAsync(new TestComputer("ssh") { IsRoot = false }, "ssh");
        await Should.ThrowAsync<InfraException>(() => EnsureAsync(new TestComputer { IsRoot = false }, "ssh"));
    }

    [Fact]
    public async Task Ensure_ForAnotherHost_NeedsNothing() => await EnsureAsync(new TestComputer { IsRoot = false, IsLinux = false }, "elsewhere");

    private Task EnsureAsync(TestComputer computer, string host = "local") =>
        new HostPrerequisites(computer, new Screen(_terminal, new Dictionary<string, string>())).EnsureAsync(host, CancellationToken.None);
}
