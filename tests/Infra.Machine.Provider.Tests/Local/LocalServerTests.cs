using System.Diagnostics;
using System.Globalization;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Local;

/// <summary>Real machines: they need root and systemd-nspawn, and are skipped, saying so, where those are missing.</summary>
[Collection(LocalMachinesCollection.Name)]
public sealed class LocalServerTests
{
    [SkippableFact]
    public async Task Life_CreateRebootPowerOffStartDelete_WorksAndLeavesNothing()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Inputs("shop");

        var created = await computer.Server.CreateAsync(inputs);
        var login = await computer.SshAsync(created, "hostname; sudo -n id -u; systemctl is-system-running --wait; cat /etc/machine-id; getent hosts shop | cut -d' ' -f1");
        login.ExitCode.ShouldBe(0, login.Error);
        var said = login.Output.TrimEnd().Split('\n');
        said[..3].ShouldBe(["shop", "0", "running"]);
        said[3].ShouldMatch("^[0-9a-f]{32}$");
        said[4].ShouldBe(created.Outputs.Text("address"));
        created.Outputs.ContainsKey("hostPrivateKey").ShouldBeFalse();
        (await ReadRunningAsync(computer, created, inputs)).ShouldBe(true);

        var boot = (await computer.SshAsync(created, BootId)).Output;
        await computer.SshAsync(created, "sudo systemctl reboot");
        await UntilAsync(async () => await computer.SshAsync(created, BootId) is { ExitCode: 0 } again && again.Output != boot, "the machine is back from its reboot");
        (await ReadRunningAsync(computer, created, inputs)).ShouldBe(true);

        await computer.SshAsync(created, "echo kept | sudo tee /etc/kept >/dev/null; sudo systemctl poweroff");
        await UntilAsync(async () => await ReadRunningAsync(computer, created, inputs) == false, "the machine is off");
        var diff = computer.Server.Diff(created, inputs.With("running", false), inputs);
        diff.DetailedDiff.ShouldNotBeNull().Keys.ShouldBe(["running"]);
        diff.RequiresReplacement.ShouldBeFalse();
        await computer.Server.UpdateAsync(created, inputs.With("running", false), inputs);
        (await computer.SshAsync(created, "cat /etc/kept")).Output.ShouldBe("kept\n");

        await computer.Server.DeleteAsync(created, inputs);
        await computer.Server.DeleteAsync(created, inputs);
        var inspection = await computer.InspectAsync();
        inspection.Leftovers.ShouldBeEmpty();
        inspection.Machines.ShouldBeEmpty();
        inspection.Looked.Length.ShouldBeGreaterThan(5);
        (await computer.Server.ReadAsync(created, inputs)).ShouldBeNull();
    }

    [SkippableTheory]
    [InlineData("supervise")]
    [InlineData("machine/supervisor")]
    public async Task Read_WatcherKilled_SaysNotRunningAndUpdateRepairs(string watcher)
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Inputs("shop");
        var created = await computer.Server.CreateAsync(inputs);
        foreach (var process in ProcessesIn(computer, created, watcher))
        {
            Signals.Send(process, Signals.Kill);
        }

        await UntilAsync(async () => await ReadRunningAsync(computer, created, inputs) == false, "the machine counts as not running");
        await computer.Server.UpdateAsync(created, inputs.With("running", false), inputs);

        (await computer.SshAsync(created, "systemctl is-system-running --wait")).Output.ShouldBe("running\n");
        (await ReadRunningAsync(computer, created, inputs)).ShouldBe(true);
    }

    [SkippableFact]
    public async Task Read_NetworkTakenAway_SaysNotRunningAndUpdateRepairsWithoutReboot()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Inputs("shop");
        var created = await computer.Server.CreateAsync(inputs);
        var boot = (await computer.SshAsync(created, BootId)).Output;
        await Tool.RunAsync("ip", ["link", "del", computer.Root.Link(created.Outputs.Text("address"))]);
        await Tool.RunAsync("ip", ["link", "del", computer.Root.Bridge]);

        (await ReadRunningAsync(computer, created, inputs)).ShouldBe(false);
        await computer.Server.UpdateAsync(created, inputs.With("running", false), inputs);

        (await computer.SshAsync(created, BootId)).Output.ShouldBe(boot);
    }

    [SkippableFact]
    public async Task Update_Memory_IsEnforcedAtOnceAndAfterRestart()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var (small, large) = (computer.Inputs("shop", ("memory", 128), ("vcpus", 1)), computer.Inputs("shop", ("memory", 1024)));
        const string Allocate = "python3 -c 'b = bytearray(400 << 20); print(len(b))'";
        var created = await computer.Server.CreateAsync(small);
        (await computer.SshAsync(created, Allocate)).ExitCode.ShouldNotBe(0);
        (await computer.InspectAsync()).Machines.Single().MemoryMiB.ShouldBe(128);

        computer.Server.Diff(created, small, large).RequiresReplacement.ShouldBeFalse();
        await computer.Server.UpdateAsync(created, small, large);
        (await computer.SshAsync(created, Allocate)).Output.ShouldBe($"{400 << 20}\n");

        await computer.Server.UpdateAsync(created, large, small.With("running", false));
        (await ReadRunningAsync(computer, created, small)).ShouldBe(false);
        await computer.Server.UpdateAsync(created, small.With("running", false), small);
        (await computer.SshAsync(created, Allocate)).ExitCode.ShouldNotBe(0);
    }

    [SkippableFact]
    public async Task Create_Packages_AreThereAndRunFromTheFirstBootAndSecondMachineIsQuick()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Inputs("web", ("packages", Calls.List("nginx-light")));
        var first = await computer.Server.CreateAsync(inputs);
        (await computer.SshAsync(first, "systemctl is-active nginx; ls /usr/sbin/policy-rc.d 2>&1 | grep -c 'No such'")).Output.ShouldBe("active\n1\n");

        var clock = Stopwatch.StartNew();
        var second = await computer.Server.CreateAsync(new CreateArgs(Calls.Urn + "2", computer.Server.Checked(inputs), null, Preview: false), CancellationToken.None);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));

        var ids = await Task.WhenAll(computer.SshAsync(first, "cat /etc/machine-id"), computer.SshAsync(second, "cat /etc/machine-id"));
        ids[0].Output.ShouldNotBe(ids[1].Output);
        (await computer.SshAsync(second, $"curl -s -o /dev/null -w '%{{http_code}}' http://{first.Outputs.Text("address")}/")).Output.ShouldBe("200");
    }

    [SkippableFact]
    public async Task Create_PackageThatDoesNotExist_NamesItAndLeavesNothing()
    {
        await using var computer = await LocalComputer.CreateAsync();

        var error = await Should.ThrowAsync<ProviderException>(() => computer.Server.CreateAsync(computer.Inputs("web", ("packages", Calls.List("no-such-package-at-all")))));

        error.Message.ShouldContain("Unable to locate package no-such-package-at-all");
        MountTable.Below(computer.Root.Images).ShouldBeEmpty();
        (await computer.InspectAsync()).Leftovers.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Create_UserData_IsCarriedOutByCloudInit()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var created = await computer.Server.CreateAsync(computer.Inputs("shop", ("userData", "#cloud-config\nruncmd:\n- [touch, /etc/told]\n")));

        (await computer.SshAsync(created, "cloud-init status --wait >/dev/null; ls /etc/told; hostname")).Output.ShouldBe("/etc/told\nshop\n");
    }

    [SkippableFact]
    public async Task Create_AtTheAddressOfOneThatHasGone_IsWhereItsNeighboursStillLook()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var stays = await computer.Server.CreateAsync(computer.Inputs("stays"));
        var bridge = await LinkAddressAsync(computer.Root.Bridge);
        var (args, inputs) = (Calls.Urn + "2", computer.Server.Checked(computer.Inputs("shop")));
        var gone = await computer.Server.CreateAsync(new CreateArgs(args, inputs, null, Preview: false), CancellationToken.None);
        var address = gone.Outputs.Text("address");
        (await computer.SshAsync(gone, "hostname")).Output.ShouldBe("shop\n");
        (await computer.SshAsync(stays, $"ping -c 1 -W 5 {address} >/dev/null && echo seen")).Output.ShouldBe("seen\n");
        var neighbour = await NeighbourAsync(address);
        await computer.Server.DeleteAsync(gone, inputs);

        var comes = await computer.Server.CreateAsync(new CreateArgs(args, inputs, null, Preview: false), CancellationToken.None);

        comes.Outputs.Text("address").ShouldBe(address);
        (await computer.SshAsync(comes, "cat /sys/class/net/host0/address")).Output.TrimEnd().ShouldBe(neighbour);
        (await LinkAddressAsync(computer.Root.Bridge)).ShouldBe(bridge);
    }

    private static async Task<string> LinkAddressAsync(string link) => (await File.ReadAllTextAsync($"/sys/class/net/{link}/address")).Trim();

    private static async Task<string> NeighbourAsync(string address)
    {
        var entry = (await Tool.RunAsync("ip", ["neigh", "show", address])).Output.Split(' ');
        return entry[Array.IndexOf(entry, "lladdr") + 1];
    }

    private const string BootId = "cat /proc/sys/kernel/random/boot_id";

    private static IEnumerable<int> ProcessesIn(LocalComputer computer, CreateResult machine, string part) =>
        CgroupPlan.OnThisComputer(computer.Root.CgroupName, machine.Id).Directories.Select(d => Path.Combine(d, part, "cgroup.procs")).Where(File.Exists)
            .SelectMany(File.ReadAllLines).Select(l => int.Parse(l, CultureInfo.InvariantCulture)).Distinct().ToArray();

    private static async Task<bool?> ReadRunningAsync(LocalComputer computer, CreateResult machine, PropertyMap inputs)
    {
        var read = (await computer.Server.ReadAsync(machine, inputs)).ShouldNotBeNull();
        read.Inputs.ShouldNotBeNull()["running"].ShouldBe(read.Outputs["running"]);
        return (read.Outputs["running"] as BoolValue)?.Value;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40), $"waiting until {what}");
            await Task.Delay(50);
        }
    }
}
