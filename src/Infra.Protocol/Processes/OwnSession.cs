using System.Diagnostics;

namespace Infra.Protocol.Processes;

/// <summary>
/// Lets a Ctrl-C at the terminal reach only this process: what it started in a session of its own ends when it is told to.
/// Without util-linux's setsid the command is left as it is.
/// </summary>
public static class OwnSession
{
    private const string Leash = """
        exec 3<&0 </dev/null
        { cat <&3; kill -KILL 0; } >/dev/null 2>&1 &
        exec 3<&-
        exec "$@"
        """;

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

    /// <summary>
    /// As <see cref="Of"/>; and the session is killed when this process closes the command's standard input or is gone,
    /// however that came. The command itself has nothing to read.
    /// </summary>
    public static ProcessStartInfo Bound(ProcessStartInfo info)
    {
        if (_setsid is null || !IsThere(info.FileName))
        {
            return info;
        }

        string[] command = [info.FileName, .. info.ArgumentList];
        info.FileName = _setsid;
        info.ArgumentList.Clear();
        foreach (var argument in (string[])["/bin/sh", "-c", Leash, "sh", .. command])
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    /// <summary>One that is not there has to fail as itself, not as setsid.</summary>
    private static bool IsThere(string file) => Path.IsPathRooted(file)
        ? File.Exists(file)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, file)));
}
