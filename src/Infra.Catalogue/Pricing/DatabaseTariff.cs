using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Catalogue.Pricing;

/// <summary>Prices a managed database: nodes, and what is stored above what they bring.</summary>
public sealed class DatabaseTariff(CatalogueHost host, Product product)
{
    private readonly Tariff _tariff = new(host, product);

    /// <param name="plan">Of kind database.</param>
    /// <param name="standbys">Further nodes, each at the full price.</param>
    /// <param name="storageGiB">In all; null: what the plan brings, or the least that can be bought.</param>
    /// <exception cref="ArgumentException">It cannot have as many standbys, or as much storage.</exception>
    public ImmutableArray<QuoteLine> Quote(Plan plan, int standbys = 0, decimal? storageGiB = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standbys);
        ArgumentOutOfRangeException.ThrowIfNegative(storageGiB ?? 0, nameof(storageGiB));
        if (standbys > (plan.MaxStandby ?? 0))
        {
            throw new ArgumentOutOfRangeException(nameof(standbys), standbys, $"{plan.Id} may have {plan.MaxStandby ?? 0} standby nodes.");
        }

        var nodes = 1 + standbys;
        var node = _tariff.Run(plan, nodes, name: "Database");
        return standbys == 0
            ? [node, .. Storage(plan, nodes, storageGiB)]
            : [node with { Note = string.Create(CultureInfo.InvariantCulture, $"{node.Note}; {standbys} of them standby") }, .. Storage(plan, nodes, storageGiB)];
    }

    private IEnumerable<QuoteLine> Storage(Plan plan, int nodes, decimal? storageGiB)
    {
        var storage = plan.Storage.Length > 0 ? host.Plan(plan.Storage) : null;
        var included = plan.DiskGiB ?? 0;
        var extra = Math.Max(storageGiB ?? 0, plan.DiskGiB is null ? storage?.MinGiB ?? 0 : 0) - included;
        if (extra <= 0)
        {
            yield break;
        }

        if (storage is not null)
        {
            yield return _tariff.Units(storage, extra * (storage.PerNode ? nodes : 1), "Database storage");
        }
        else if (plan.PricePerGiB is { } price)
        {
            yield return new("Database storage", price * extra, string.Create(CultureInfo.InvariantCulture, $"{extra:0.##} GiB"), plan.Provenance);
        }
        else
        {
            throw new ArgumentOutOfRangeException(nameof(storageGiB), storageGiB, $"{plan.Id} has {included:0.##} GiB of storage, and more cannot be bought.");
        }
    }
}
