using Tests.Support;

namespace EndToEnd.Tests.Support;

/// <summary>A test that needs real machines: skipped, saying why, off Linux, without root, or where tools are missing that cannot be installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineFactAttribute : FactAttribute
{
    public MachineFactAttribute() => Skip = Reason!;

    internal static string? Reason { get; } =
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !Environment.IsPrivilegedProcess ? "needs root"
        : !DebianTools.CanInstall && DebianTools.OfMachines.FirstOrDefault(tool => DebianTools.Find(tool) is null) is { } missing ? $"needs {missing}"
        : null;
}
