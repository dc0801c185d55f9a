using System.Diagnostics;
using Infra.Machine.Provider.Tests.Support;
using Xunit.Abstractions;

namespace Infra.Machine.Provider.Tests.Local;

/// <summary>Real machines: they need root and systemd-nspawn, and are skipped, saying so, where those are missing.</summary>
public sealed class LocalServerTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Create_ThenDelete_GivesWorkingMachineAndLeavesNothing()
    {
        await using var computer = new LocalComputer();
        var inputs = computer.Inputs("shop");
        var clock = Stopwatch.StartNew();
        var created = await computer.Server.CreateAsync(inputs);
        output.WriteLine($"create {clock.Elapsed.TotalSeconds:0.00}\n{string.Join('\n', computer.Host.Said)}");
        clock.Restart();
        var login = await computer.SshAsync(created, "hostname; sudo -n id -u; systemctl is-system-running --wait; cat /proc/sys/kernel/random/boot_id");
        output.WriteLine($"login {clock.Elapsed.TotalSeconds:0.00}\n{login.Output}{login.Error}");
        clock.Restart();
        await computer.Server.DeleteAsync(created, inputs);
        output.WriteLine($"delete {clock.Elapsed.TotalSeconds:0.00}");
        (await computer.InspectAsync()).Leftovers.ShouldBeEmpty();
    }
}
