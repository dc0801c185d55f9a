using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Shell;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;

namespace Infra.Rehearsal.Platform;

/// <summary>The machine that an app is, and what is done in it.</summary>
/// <param name="work">Whose thing it is.</param>
/// <param name="name">Its name on this computer.</param>
internal sealed class AppMachine(Work work, string name)
{
    public const UnixFileMode Public = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The platform's library, for short scripts.</summary>
    public const string LibraryFile = "/" + Library;

    private const string Library = "usr/local/lib/infra/platform.sh";
    private const string Buildpack = "usr/local/lib/infra/buildpack.py";
    private const int LinesOfALog = 20;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(65);

    private readonly CloudMachine _machines = new(work.Account.Root, work.Narrator);

    /// <summary>How the buildpack is called.</summary>
    public static string BuildpackCommand => $"/usr/bin/python3 /{Buildpack}";

    /// <summary>Sees to it that the machine is there, runs and has what the platform itself needs.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> EnsureAsync(string hostname, ImmutableArray<string> packages, CancellationToken cancellationToken)
    {
        var machine = _machines.Find(name);
        if (machine is null)
        {
            machine = await _machines.BootAsync(new MachinePlan(name, hostname) { Packages = packages }, cancellationToken);
        }
        else if (!_machines.IsRunning(machine))
        {
            await _machines.StartAsync(name, cancellationToken);
        }

        _machines.Write(name, [new TreeFile(Library, PlatformAssets.Library, Public), new TreeFile(Buildpack, PlatformAssets.Buildpack, Public)]);
        await RunAsync("preparing the platform", $"prepare {Sh.Quote(string.Join(' ', packages))}", cancellationToken);
        return machine.Address;
    }

    /// <summary>All that is live runs, the way into it too.</summary>
    public static async Task<bool> IsLiveAsync(CloudMachine machines, string name, CancellationToken cancellationToken) =>
        (await machines.RunAsync(name, $". /{Library}\nif all_run; then echo yes; fi\n", cancellationToken)).Trim() == "yes";

    /// <summary>Tells people what is being done.</summary>
    public void Say(string step) => work.Narrator.Progress(step);

    public void Write(params ImmutableArray<TreeFile> files) => _machines.Write(name, files);

    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        _machines.WriteAsync(name, path, write, cancellationToken);

    /// <summary>Its answer to a short script, which may hold secrets.</summary>
    public Task<string> AskAsync(string script, CancellationToken cancellationToken) => _machines.RunAsync(name, script, cancellationToken);

    /// <summary>Does a step of a deployment.</summary>
    /// <param name="step">What it is, for people.</param>
    /// <param name="script">Calls of the platform's library.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeploymentFailure">With its last words.</exception>
    public async Task RunAsync(string step, string script, CancellationToken cancellationToken)
    {
        Say(step);
        var last = new Queue<string>();
        void Hear(string line)
        {
            lock (last)
            {
                last.Enqueue(line);
                if (last.Count > LinesOfALog)
                {
                    last.Dequeue();
                }
            }
        }

        try
        {
            await _machines.RunLongAsync(name, $". /{Library}\n{script}\n", _patience, Hear, cancellationToken);
        }
        catch (ProviderException e)
        {
            lock (last)
            {
                throw new DeploymentFailure(step, last.Count == 0 ? e.Message : string.Join('\n', last));
            }
        }
    }
}
