using System.Globalization;
using Infra.Catalogue.Pricing;
using Infra.Hosting;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What a month of it costs.</summary>
internal static class AppEstimate
{
    public static IEnumerable<CostLine> Of(AppChoice choice, AppSettings settings, Declaration declaration)
    {
        var tariff = new Tariff(Facts.Catalogue, Facts.Product);
        yield return Line(Instances(tariff, choice, settings, declaration));
        if (choice.DatabaseSize is { } database)
        {
            yield return Line(tariff.Run(Facts.JobSize, hours: 0, name: "Job that migrates") with { Note = string.Create(CultureInfo.InvariantCulture, $"{tariff.Month(Facts.JobSize)} a month, by the second while it runs") });
            foreach (var line in settings.DevDatabase ? [tariff.Run(database, name: "Database")] : new DatabaseTariff(Facts.Catalogue, Facts.Product).Quote(database))
            {
                yield return Line(line);
            }
        }

        yield return Transfer(choice);
    }

    private static QuoteLine Instances(Tariff tariff, AppChoice choice, AppSettings settings, Declaration declaration)
    {
        var least = tariff.Run(choice.Size, declaration.Hardware.Servers);
        return SizeSetting.Scales(settings, declaration)
            ? least with { Note = string.Create(CultureInfo.InvariantCulture, $"{least.Note}; up to {settings.MaxInstances} of them by load, {tariff.Run(choice.Size, settings.MaxInstances).Monthly} then") }
            : least;
    }

    /// <summary>Counted once an app, as its rule says.</summary>
    private static CostLine Transfer(AppChoice choice)
    {
        var overage = Facts.Catalogue.Plan(Facts.Product.Transfer.Overage[0]);
        return new(
            "Transfer",
            0,
            Facts.Catalogue.Currency,
            string.Create(CultureInfo.InvariantCulture, $"{choice.Size.TransferGiB ?? 0:0.##} GiB a month are in the price; each GiB above, of all apps together, {overage.Price}"),
            Facts.Product.Transfer.Provenance.ToString());
    }

    private static CostLine Line(QuoteLine line) => new(line.Item, line.Monthly.Amount, line.Monthly.Currency, line.Note, line.Provenance.ToString());
}
