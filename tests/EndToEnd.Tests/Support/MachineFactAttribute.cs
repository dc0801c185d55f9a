namespace EndToEnd.Tests.Support;

/// <summary>A test that needs real machines: skipped, saying why, off Linux, without root or without the tools.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineFactAttribute : FactAttribute
{
    private static readonly string[] _tools = ["systemd-nspawn", "mmdebstrap", "nft", "ip", "ssh"];

    public MachineFactAttribute() => Skip = Reason!;

    internal static string? Reason { get; } =
        !OperatingSystem.IsLinux() ? "needs Linux"
        : Environment.UserName != "root" ? "needs root"
        : _tools.FirstOrDefault(tool => !IsOnPath(tool)) is { } missing ? $"needs {missing}"
        : null;

    internal static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin")
            .Any(directory => File.Exists(Path.Combine(directory, tool)));
}
