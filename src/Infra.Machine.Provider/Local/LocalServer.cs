using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local;

/// <summary>A Debian machine on this computer, with an address, a systemd and a fate of its own.</summary>
internal sealed class LocalServer(IProviderHost host, LocalRoot root) : IMachineResource
{
    // The packages only make the creation quick; afterwards they are the business of whoever configures the machine.
    private static readonly ImmutableHashSet<string> _ignored = ["packages"];
    private static readonly ImmutableHashSet<string> _updated = ["memory", "vcpus", "running"];

    private readonly MachineStore _store = new(root);

    public string Token => "machine:index:LocalServer";

    public CheckResult Check(CheckArgs args) => InputReader.Check(args.News, LocalServerInputs.Read);

    public DiffResult Diff(DiffArgs args) =>
        InputDiff.Of(args, args.News.Keys.Union(args.OldInputs.Keys).Except(_updated).ToHashSet(StringComparer.Ordinal), _ignored, deleteBeforeReplace: true);

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return new("", Outputs(args.Inputs, null));
        }

        HostRequirements.Demand();
        var inputs = InputReader.Read(args.Inputs, LocalServerInputs.Read);
        var name = NameFor(inputs.Identity.Hostname, args.Urn);
        var narrator = new Narrator(host, args.Urn);
        var machines = new LocalMachines(root, narrator);
        var layers = await new ImageStore(root.Images).EnsureAsync(inputs.Image, inputs.Packages, narrator.Progress, cancellationToken);
        using (await _store.LockAsync(name, cancellationToken))
        {
            await RemoveFormerAsync(name, inputs.Identity.HostPublicKey, machines, cancellationToken);
            try
            {
                narrator.Progress("making its files");
                var machine = await machines.PrepareAsync(name, inputs.Identity, layers, inputs.Limits, cancellationToken);
                if (inputs.Running)
                {
                    narrator.Progress($"booting at {machine.Address}");
                    await machines.StartAsync(machine, cancellationToken);
                }

                machine = machine with { Complete = true };
                _store.Save(machine);
                return new(name, Outputs(args.Inputs, machine));
            }
            catch
            {
                await machines.RemoveAsync(name, CancellationToken.None);
                throw;
            }
        }
    }

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        using (await _store.LockAsync(args.Id, cancellationToken))
        {
            if (_store.Find(args.Id) is not { Complete: true } machine)
            {
                return null;
            }

            var running = MachineState.IsRunning(root, machine);
            return new(args.Id, Outputs(args.Outputs, machine).With("running", running), args.Inputs?.With("running", running));
        }
    }

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        var inputs = InputReader.Read(args.News, LocalServerInputs.Read);
        var machine = _store.Find(args.Id) ?? throw new ProviderException($"the machine '{args.Id}' is not in {root.Machines} any more: refresh, so that it is made again");
        if (args.Preview)
        {
            return new(Outputs(args.News, machine));
        }

        HostRequirements.Demand();
        var machines = new LocalMachines(root, new Narrator(host, args.Urn));
        using (await _store.LockAsync(args.Id, cancellationToken))
        {
            machine = machine with { MemoryMiB = inputs.Limits.MemoryMiB, Vcpus = inputs.Limits.Vcpus };
            machines.Limit(machine);
            _store.Save(machine);
            await (inputs.Running ? machines.StartAsync(machine, cancellationToken) : machines.StopAsync(machine, cancellationToken));
        }

        return new(Outputs(args.News, machine));
    }

    public async Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken)
    {
        HostRequirements.Demand();
        using (await _store.LockAsync(args.Id, cancellationToken))
        {
            await new LocalMachines(root, new Narrator(host, args.Urn)).RemoveAsync(args.Id, cancellationToken);
            var leftovers = new LocalInspector(root).LeftOf(args.Id);
            if (!leftovers.IsEmpty)
            {
                throw new ProviderException($"not everything of the machine '{args.Id}' could be removed: {string.Join(", ", leftovers)}", mayBeCorrupt: true);
            }
        }
    }

    /// <summary>A name that is the resource's own on this computer, and by which people recognize it.</summary>
    internal static string NameFor(string hostname, string urn)
    {
        var first = hostname.Split('.')[0];
        return $"{first[..Math.Min(first.Length, 40)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(urn)))[..6]}";
    }

    private PropertyMap Outputs(PropertyMap inputs, MachineRecord? machine) => PropertyMap.From(
    [
        .. inputs.Without("hostPrivateKey"),
        new("address", machine is null ? PropertyValue.Unknown : machine.Address),
        new("port", 22),
        new("directory", machine is null ? PropertyValue.Unknown : root.MachineDirectory(machine.Name)),
        new("name", machine is null ? PropertyValue.Unknown : machine.Name),
    ]);

    /// <summary>What an interrupted run has left goes first; a machine that is somebody else's does not.</summary>
    private async Task RemoveFormerAsync(string name, string hostPublicKey, LocalMachines machines, CancellationToken cancellationToken)
    {
        if (!_store.Exists(name))
        {
            return;
        }

        if (_store.Find(name) is { Complete: true } former && former.HostPublicKey.Trim() != hostPublicKey.Trim())
        {
            throw new ProviderException(
                $"a machine of this name is there already and belongs to another state: {root.MachineDirectory(name)}. Destroy it from where it was made, or set {LocalRoot.DirectoryVariable} to keep the two apart");
        }

        await machines.RemoveAsync(name, cancellationToken);
    }
}
