using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Network;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>Looks at how a machine is.</summary>
internal static class MachineState
{
    /// <summary>True if it runs, is looked after, and hangs on the network.</summary>
    public static bool IsRunning(LocalRoot root, MachineRecord machine) =>
        new MachineProcesses(CgroupPlan.OnThisComputer(root.CgroupName, machine.Name)).IsRunning()
        && new LocalNetwork(root).IsAttached(machine.Name, machine.Address);
}
