using Infra.Catalogue.Pricing;
using Infra.Hosting;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What a month of it costs.</summary>
internal static class DropletEstimate
{
    private static readonly Dictionary<string, string> _backups = new(StringComparer.Ordinal) { ["weekly"] = "droplet-backup-weekly", ["daily"] = "droplet-backup-daily" };

    public static IEnumerable<CostLine> Of(Declaration declaration, DropletChoice choice, DropletSettings settings) => Quote(declaration, choice, settings).Select(Line);

    private static IEnumerable<QuoteLine> Quote(Declaration declaration, DropletChoice choice, DropletSettings settings)
    {
        var servers = declaration.Hardware.Servers;
        var (catalogue, product) = (DropletAssessment.Catalogue, DropletAssessment.Product);
        var tariff = new Tariff(catalogue, product);
        List<QuoteLine> droplets = [tariff.Run(choice.Size, servers)];
        if (choice.DatabaseServerSize is { } size)
        {
            droplets.Add(tariff.Run(size, name: "Database Droplet"));
        }

        var backups = _backups.TryGetValue(settings.Backups, out var plan) ? droplets.Select(line => tariff.Percent(catalogue.Plan(plan), line, "Backups")) : [];
        var balancer = servers > 1 ? [tariff.Run(catalogue.Plan(product.Horizontal.LoadBalancer), name: "Load balancer")] : (QuoteLine[])[];
        var database = choice.DatabaseSize is { } node ? new DatabaseTariff(catalogue, product).Quote(node, declaration.Database!.Standbys) : [];
        return [.. droplets, .. backups, .. balancer, .. database];
    }

    private static CostLine Line(QuoteLine line) => new(line.Item, line.Monthly.Amount, line.Monthly.Currency, line.Note, line.Provenance.ToString());
}
