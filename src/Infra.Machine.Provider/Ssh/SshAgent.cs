using System.Diagnostics;
using System.Text;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Processes;

namespace Infra.Machine.Provider.Ssh;

/// <summary>
/// An ssh-agent that holds one private key, so that the key is never in a file. It lives as long as a pipe from this
/// process is open: it also ends when this process is killed.
/// </summary>
internal sealed class SshAgent : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // The shell holds the agent: at the end of its input it ends the agent, whose socket then goes too.
    private const string Holder = "echo ready; read -r _; kill \"$SSH_AGENT_PID\"";

    private readonly Process _holder;

    private SshAgent(Process holder, string socket, string publicKeyFile) => (_holder, Socket, PublicKeyFile) = (holder, socket, publicKeyFile);

    public string Socket { get; }

    /// <summary>Tells ssh which of an agent's keys is meant.</summary>
    public string PublicKeyFile { get; }

    public static async Task<SshAgent> StartAsync(RuntimeDirectory directory, SecretText privateKey, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        var socket = directory.NewPath("a");
        var holder = OpenSsh.Start(new ProcessStartInfo("ssh-agent", ["-a", socket, "/bin/sh", "-c", Holder]));
        var agent = new SshAgent(holder, socket, directory.NewPath("k"));
        try
        {
            if (await holder.StandardOutput.ReadLineAsync(limit.Token) != "ready")
            {
                throw Problem.Of("INF5106", "ssh-agent does not start", (await holder.StandardError.ReadToEndAsync(limit.Token)).Trim());
            }

            await agent.AddAsync(privateKey, limit.Token);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await OpenSsh.EndAsync(_holder, _patience);
        File.Delete(Socket);
        File.Delete(PublicKeyFile);
    }

    private async Task AddAsync(SecretText privateKey, CancellationToken cancellationToken)
    {
        var key = Encoding.UTF8.GetBytes(privateKey.Reveal.Trim() + "\n");
        var added = await ChildProcess.RunAsync(Add("-q", "-"), key, cancellationToken);
        if (!added.Succeeded)
        {
            throw Problem.Of(
                "INF5107",
                "The private key cannot be used",
                $"ssh-add refused it: {added.Error.Trim()}.",
                "A key with a passphrase cannot be used: give one without, or remove the passphrase of a copy with `ssh-keygen -p`.");
        }

        var listed = await ChildProcess.RunAsync(Add("-L"), default, cancellationToken);
        await File.WriteAllTextAsync(PublicKeyFile, listed.Output, cancellationToken);
    }

    private ProcessStartInfo Add(params string[] arguments)
    {
        var info = new ProcessStartInfo("ssh-add", arguments);
        info.Environment["SSH_AUTH_SOCK"] = Socket;

        // Without these ssh-add would ask for a passphrase on the terminal, and wait.
        info.Environment["SSH_ASKPASS"] = "/bin/false";
        info.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        return OwnSession.Of(info);
    }
}
