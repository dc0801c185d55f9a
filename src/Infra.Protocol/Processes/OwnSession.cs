using System.Diagnostics;

namespace Infra.Protocol.Processes;

/// <summary>
/// Lets a Ctrl-C at the terminal reach only this process: what it started in a session of its own ends when it is told to.
/// Without util-linux's setsid the command is left as it is.
/// </summary>
public static class OwnSession
{
    private static readonly string? _setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    public static bool IsAvailable => _setsid is not null;

    public static ProcessStartInfo Of(ProcessStartInfo info)
    {
        if (_setsid is not null && IsThere(info.FileName))
        {
            info.ArgumentList.Insert(0, info.FileName);
            info.FileName = _setsid;
        }

        return info;
    }

    /// <summary>One that is not there has to fail as itself, not as setsid.</summary>
    private static bool IsThere(string file) => Path.IsPathRooted(file)
        ? File.Exists(file)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, file)));
}
