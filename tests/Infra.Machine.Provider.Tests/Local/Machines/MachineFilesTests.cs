using Infra.Machine.Provider.Local.Machines;

namespace Infra.Machine.Provider.Tests.Local.Machines;

public sealed class MachineFilesTests
{
    private static readonly MachineIdentity _identity = new("shop.example.test", "admin", ["ssh-ed25519 AAAA one ", "ssh-ed25519 BBBB two\n"], "ssh-ed25519 HOST", "PRIVATE\n", UserData: null);

    [Fact]
    public void For_Machine_SaysWhoItIs()
    {
        var files = MachineFiles.For(_identity, "10.213.0.2", "nameserver 192.0.2.53\n").ToDictionary(f => f.Path);

        files["etc/hostname"].Content.ShouldBe("shop.example.test\n");
        files["etc/hosts"].Content.ShouldContain("10.213.0.2 shop.example.test shop\n");
        files["etc/sudoers.d/90-admin"].Content.ShouldBe("admin ALL=(ALL:ALL) NOPASSWD:ALL\n");
        ((int)files["etc/sudoers.d/90-admin"].Mode).ShouldBe(0b100_100_000);
        ((int)files["etc/ssh/ssh_host_ed25519_key"].Mode).ShouldBe(0b110_000_000);
        files.ShouldContainKey("etc/cloud/cloud-init.disabled");
    }

    [Fact]
    public void For_UserData_GivesItToCloudInit()
    {
        var files = MachineFiles.For(_identity with { UserData = "#cloud-config\n" }, "10.213.0.2", "").ToDictionary(f => f.Path);

        files["var/lib/cloud/seed/nocloud/user-data"].Content.ShouldBe("#cloud-config\n");
        files.ShouldNotContainKey("etc/cloud/cloud-init.disabled");
    }

    [Fact]
    public void For_Root_NeedsNoSudo() =>
        MachineFiles.For(_identity with { AdminUser = "root" }, "10.213.0.2", "").ShouldNotContain(f => f.Path.StartsWith("etc/sudoers.d", StringComparison.Ordinal));

    [Fact]
    public void AuthorizedKeys_Keys_AreOneALine() => MachineFiles.AuthorizedKeys(_identity).ShouldBe("ssh-ed25519 AAAA one\nssh-ed25519 BBBB two\n");

    [Fact]
    public void ToString_NeverShowsThePrivateKey() =>
        string.Join(' ', [_identity.ToString(), .. MachineFiles.For(_identity, "10.213.0.2", "").Select(f => f.ToString())]).ShouldNotContain("PRIVATE");
}
