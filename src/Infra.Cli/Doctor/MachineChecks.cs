using System.Collections.Immutable;
using Infra.Cli.Machines;

namespace Infra.Cli.Doctor;

/// <summary>Machines of this computer, what rehearsals hold of it, and the images that machines are made from.</summary>
internal sealed class MachineChecks(CliHost host)
{
    /// <summary>An image that nothing has used for so long may go.</summary>
    public const int UnusedDays = 30;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) =>
    [
        await LookAsync("machines", async () => await LocalMachines.InspectAsync(host.Providers, cancellationToken) is { } found ? Machines(found) : new("machines", Health.Ok, "none"), cancellationToken),
        await LookAsync("rehearsals", async () => Rehearsals(await RehearsalInspection.RunAsync(host.Providers, cancellationToken)), cancellationToken),
        await LookAsync("images", async () => Images(await LocalMachines.PruneAsync(host.Providers, UnusedDays, dryRun: true, cancellationToken) ?? []), cancellationToken),
    ];

    /// <summary>Removes images that nothing has used for so many days.</summary>
    public Task<Finding> PruneAsync(int days, CancellationToken cancellationToken) =>
        LookAsync("images", async () => Pruned(await LocalMachines.PruneAsync(host.Providers, days, dryRun: false, cancellationToken) ?? []), cancellationToken);

    internal static Finding Machines(LocalInspection found) => found.Leftovers.Length > 0
        ? new("machines", Health.Warn, $"left of machines that are gone: {string.Join(", ", found.Leftovers)}", "Run the destroy of their stack again, or remove them by hand")
        : new("machines", Health.Ok, found.Machines.Length == 0 ? "none" : string.Join(", ", found.Machines));

    internal static Finding Rehearsals((ImmutableArray<RehearsalHolding> Holdings, ImmutableArray<string> Leftovers) found) => found.Leftovers.IsEmpty
        ? new("rehearsals", Health.Ok, found.Holdings.IsEmpty ? "none" : string.Join(". ", found.Holdings))
        : new("rehearsals", Health.Warn, $"left of rehearsals that are gone: {string.Join(", ", found.Leftovers)}", "infra destroy --rehearse --stack <stack>");

    internal static Finding Images(ImmutableArray<string> unused) => unused.IsEmpty
        ? new("images", Health.Ok, $"none that nothing has used for {UnusedDays} days")
        : new("images", Health.Warn, $"nothing has used for {UnusedDays} days: {string.Join(", ", unused)}", "infra doctor --prune");

    internal static Finding Pruned(ImmutableArray<string> removed) =>
        new("images", Health.Ok, removed.IsEmpty ? "none to remove" : $"removed {string.Join(", ", removed)}");

    private async Task<Finding> LookAsync(string subject, Func<Task<Finding>> look, CancellationToken cancellationToken)
    {
        if (!host.Computer.IsRoot)
        {
            return new(subject, Health.Ok, "not looked for: only root sees them");
        }

        try
        {
            return await look();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new(subject, Health.Fail, $"could not be looked at: {e.Message}");
        }
    }
}
