using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local;

/// <summary>machine:index:pruneLocal: removes cached images that no machine stands on and nobody has asked for in a while.</summary>
internal sealed class PruneLocal(LocalRoot root, TimeProvider clock) : IMachineFunction
{
    private const int DefaultDays = 30;
    private const int MostDays = 3650;
    private const string LowerDirectories = "lowerdir=";

    public string Token => "machine:index:pruneLocal";

    public async Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken)
    {
        var check = InputReader.Check(args.Args, Read);
        if (!check.Failures.IsEmpty)
        {
            return new InvokeResult(PropertyMap.Empty, check.Failures);
        }

        var (unused, dryRun) = InputReader.Read(args.Args, Read);
        var pruner = new ImagePruner(new ImageStore(root.Images), InUse(), clock);
        var images = dryRun ? pruner.Find(unused) : await pruner.PruneAsync(unused, cancellationToken);
        return InvokeResult.Ok([new("images", PropertyValue.Array(images.Select(i => (PropertyValue)PropertyMap.From([new("name", i.Name), new("bytes", i.Bytes)]))))]);
    }

    private static (TimeSpan Unused, bool DryRun) Read(InputReader inputs) =>
        (TimeSpan.FromDays(inputs.Integer("days", DefaultDays, 0, MostDays)), inputs.Flag("dryRun", false));

    /// <summary>What the records of machines name, and what is mounted now, whosever it is.</summary>
    private HashSet<string> InUse() =>
    [
        .. new MachineStore(root).Records.SelectMany(record => record.Layers),
        .. OperatingSystem.IsLinux()
            ? MountTable.Read().SelectMany(mount => mount.Options).Where(option => option.StartsWith(LowerDirectories, StringComparison.Ordinal)).SelectMany(option => option[LowerDirectories.Length..].Split(':'))
            : [],
    ];
}
