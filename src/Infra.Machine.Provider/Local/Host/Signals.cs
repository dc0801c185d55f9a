using System.Runtime.InteropServices;

namespace Infra.Machine.Provider.Local.Host;

/// <summary>Sends signals, which the platform's own classes cannot.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends one; a process that is gone already is no failure.</summary>
    public static void Send(int process, int signal)
    {
        if (process > 1)
        {
            _ = SendSignal(process, signal);
        }
    }

    public static bool IsRoot => !OperatingSystem.IsWindows() && EffectiveUser() == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();
}
