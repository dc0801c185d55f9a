using Infra.Catalogue.Pricing;
using Infra.Hosting;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What a month of it costs.</summary>
internal static class DropletEstimate
{
    private static readonly Dictionary<string, string> _backups = new(StringComparer.Ordinal) { ["weekly"] = "droplet-backup-weekly", ["daily"] = "droplet-backup-daily" };

    public static IEnumerable<CostLine> Of(DropletChoice choice, DropletSettings settings)
    {
        var catalogue = DropletAssessment.Catalogue;
        var tariff = new Tariff(catalogue, DropletAssessment.Product);
        var droplet = tariff.Run(choice.Size);
        yield return Line(droplet);
        if (_backups.TryGetValue(settings.Backups, out var backups))
        {
            yield return Line(tariff.Percent(catalogue.Plan(backups), droplet, "Backups"));
        }

        if (choice.DatabaseSize is { } database)
        {
            foreach (var line in new DatabaseTariff(catalogue, DropletAssessment.Product).Quote(database))
            {
                yield return Line(line);
            }
        }
    }

    private static CostLine Line(QuoteLine line) => new(line.Item, line.Monthly.Amount, line.Monthly.Currency, line.Note, line.Provenance.ToString());
}
