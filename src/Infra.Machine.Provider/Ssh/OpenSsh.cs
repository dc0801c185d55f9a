using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Processes;

namespace Infra.Machine.Provider.Ssh;

/// <summary>OpenSSH's programs and the options that every call of them has.</summary>
internal static class OpenSsh
{
    /// <summary>
    /// Options of any connection: nobody is asked, nothing of the user's own configuration counts, only the one key
    /// and the one host key are good, and a peer that has gone is noticed.
    /// </summary>
    public static IEnumerable<string> Options(ServerConnection connection, string agentSocket, string publicKeyFile, string knownHosts, TimeSpan timeout) =>
    [
        "-F", "none", "-T", "-x", "-a",
        .. new[]
        {
            "BatchMode=yes", "LogLevel=ERROR", "EscapeChar=none", "Compression=no", "ClearAllForwardings=yes", "PermitLocalCommand=no",
            "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "CheckHostIP=no", "HashKnownHosts=no", "GlobalKnownHostsFile=/dev/null",
            $"HostKeyAlias={KnownHostsAlias}", $"UserKnownHostsFile={knownHosts}",
            "PreferredAuthentications=publickey", "IdentitiesOnly=yes", $"IdentityAgent={agentSocket}", $"IdentityFile={publicKeyFile}",
            $"ConnectTimeout={Math.Max(1, (int)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture)}",
            "ServerAliveInterval=10", "ServerAliveCountMax=3",
        }.SelectMany(option => new[] { "-o", option }),
        "-p", connection.Port.ToString(CultureInfo.InvariantCulture),
        "-l", connection.User,
    ];

    /// <summary>The name under which the known_hosts file holds the key, whatever the server's address.</summary>
    public const string KnownHostsAlias = "server";

    /// <summary>Starts one of OpenSSH's programs with all streams redirected.</summary>
    public static Process Start(ProcessStartInfo info)
    {
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.UseShellExecute = false;
        info.Environment["LC_ALL"] = "C";
        var program = info.FileName;
        try
        {
            return ChildProcess.Start(OwnSession.Of(info));
        }
        catch (Win32Exception e)
        {
            throw Problem.Of(
                "INF5106", "OpenSSH's client is missing", $"'{program}' cannot be run: {e.Message}.", "Install it: apt-get install openssh-client", e);
        }
    }

    /// <summary>Ends a process that ends when its input does; kills it if it takes longer.</summary>
    public static async Task EndAsync(Process process, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
        }
        finally
        {
            process.Dispose();
        }
    }
}
