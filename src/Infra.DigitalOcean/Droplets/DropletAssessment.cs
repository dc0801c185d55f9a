using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Databases;
using Infra.Hosting;
using Infra.Machine.Assessment;
using Infra.Text;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.DigitalOcean.Droplets;

/// <summary>Whether Droplets can do what is declared, and which of them; looks at nothing but the catalogue.</summary>
internal sealed class DropletAssessment(DropletSettings settings)
{
    private const string ProductId = "droplet";
    private const decimal MiBPerGiB = 1024;

    /// <summary>Slugs by operating system, of images that DigitalOcean makes itself.</summary>
    private static readonly Dictionary<OperatingSystem, string> _images = new() { [OperatingSystem.Debian12] = "debian-12-x64" };

    private static readonly string[] _backups = ["none", "weekly", "daily"];

    public static CatalogueHost Catalogue => HostingCatalogue.Host("digitalocean");

    public static Product Product => Catalogue.Product(ProductId);

    public IEnumerable<Finding> Of(Declaration declaration)
    {
        IEnumerable<Finding> findings =
        [
            .. ServerAssessment.Of(declaration),
            .. One(Region()),
            .. One(Size(declaration, settings.Size, "size")),
            .. One(DatabaseServerSize(declaration)),
            .. One(Image(declaration)),
            .. One(DatabaseSize(declaration)),
            .. Data(declaration),
            .. Settings(declaration),
            .. FleetAssessment.Of(declaration, settings),
        ];
        return findings;
    }

    /// <summary>After an assessment that found nothing impossible.</summary>
    public DropletChoice Choose(Declaration declaration) =>
        new(Region().Value!, Size(declaration, settings.Size, "size").Value!, Image(declaration).Value!, DatabaseSize(declaration).Value, DatabaseServerSize(declaration).Value);

    private static IEnumerable<Finding> One<T>((T? Value, Finding? Finding) answer)
    {
        if (answer.Finding is { } finding)
        {
            yield return finding;
        }
    }

    private (Region? Value, Finding? Finding) Region()
    {
        if (string.IsNullOrEmpty(settings.Region))
        {
            return (null, Finding.Impossible(Codes.MissingSetting, "infra:region", "It is not set: where the server is.", "Name a region, a city or a place; the nearest region is taken:\ninfra config set region fra1\ninfra config set region Paris\ninfra config set region 48.2,16.4"));
        }

        var named = RegionChooser.Named(Catalogue, Product, settings.Region);
        if (named.Value is not null)
        {
            return (named.Value, null);
        }

        var place = Place.Find(settings.Region, HostingCatalogue.Ids.Select(HostingCatalogue.Host));
        return place.Value is { } found
            ? (RegionChooser.Nearest(Catalogue, Product, found).Value, null)
            : (null, Finding.Impossible(
                Codes.WrongSetting,
                "infra:region",
                $"{named.Problem}{Suggestion.For(settings.Region, named.Known)}",
                "Or name a place, and the nearest is taken:\ninfra config set region 48.2,16.4",
                Catalogue.RegionsProvenance.ToString()));
    }

    /// <summary>As large as the servers, or as the setting says.</summary>
    private (Plan? Value, Finding? Finding) DatabaseServerSize(Declaration declaration) => declaration.Database is not { Placement: Placement.OwnServer }
        ? (null, null)
        : string.IsNullOrEmpty(settings.DatabaseSize) ? (Size(declaration, settings.Size, "size").Value, null) : Size(declaration, settings.DatabaseSize, "databaseSize");

    private static (Plan? Value, Finding? Finding) Size(Declaration declaration, string? slug, string key)
    {
        var need = Need(declaration);
        if (string.IsNullOrEmpty(slug))
        {
            var chosen = SizeChooser.Choose(Catalogue, Product, need);
            return chosen.Value is { } size ? (size, null) : (null, Finding.Impossible(Codes.NotAvailable, "Hardware", chosen.Problem, "Declare less.", Catalogue.Compiled));
        }

        var sizes = Catalogue.PlansOf(Product).ToList();
        var named = sizes.Find(size => size.Id == slug);
        if (named is null)
        {
            return (null, Finding.Impossible(
                Codes.WrongSetting,
                $"infra:{key}",
                $"DigitalOcean has no Droplet '{slug}'.{Suggestion.For(slug, sizes.Select(size => size.Id))}",
                $"Leave it to the declared hardware:\ninfra config rm {key}"));
        }

        return (named.Vcpus ?? 1) >= need.Vcpus && named.MemoryGiB >= need.MemoryGiB && named.DiskGiB >= (need.DiskGiB ?? 0)
            ? (named, null)
            : (null, Finding.Impossible(
                Codes.WrongSetting,
                $"infra:{key}",
                $"'{named.Id}' has {SizeText.Of(named)}; {need} are declared.",
                $"Declare less hardware, or leave the size to it:\ninfra config rm {key}",
                named.Provenance.ToString()));
    }

    private static Need Need(Declaration declaration) => new()
    {
        Vcpus = declaration.Hardware.Vcpus,
        MemoryGiB = declaration.Hardware.Memory.MiB / MiBPerGiB,
        DiskGiB = declaration.Hardware.Disk?.MiB / MiBPerGiB,
    };

    private static (string? Value, Finding? Finding) Image(Declaration declaration) =>
        _images.TryGetValue(declaration.OperatingSystem with { RebootAt = null }, out var slug)
            ? (slug, null)
            : (null, Finding.Impossible(Codes.NotAvailable, "OperatingSystem", $"There is no image of {declaration.OperatingSystem} here.", $"Known here are {string.Join(", ", _images.Keys)}."));

    private IEnumerable<Finding> Settings(Declaration declaration)
    {
        if (!_backups.Contains(settings.Backups))
        {
            yield return Finding.Impossible(
                Codes.WrongSetting, "infra:backups", $"There are no backups '{settings.Backups}'.{Suggestion.For(settings.Backups, _backups)}", "infra config set backups weekly");
        }

        if (settings.DnsZone is { Length: > 0 } zone && !IsIn(declaration.Domain, zone))
        {
            yield return Finding.Impossible(
                Codes.WrongSetting, "infra:dnsZone", declaration.Domain is null ? "No domain is declared that could be in it." : $"The domain '{declaration.Domain}' is not in '{zone}'.", "infra config set domain shop.example.org\ninfra config set dnsZone example.org");
        }

    }

    private (Plan? Value, Finding? Finding) DatabaseSize(Declaration declaration)
    {
        if (declaration.Database is not PostgreSql { Placement: Placement.Managed })
        {
            return (null, null);
        }

        var sizes = Catalogue.Plans
            .Where(plan => plan.Kind == PlanKind.Database && plan.Family.StartsWith("managed-db-", StringComparison.Ordinal) && plan.Engines.Contains("postgresql") && plan.Price is not null)
            .OrderBy(plan => plan.Price!.Value.Amount)
            .ToList();
        if (string.IsNullOrEmpty(settings.DatabaseSize))
        {
            return (sizes[0], null);
        }

        return sizes.Find(size => size.Id == settings.DatabaseSize) is { } named
            ? (named, null)
            : (null, Finding.Impossible(
                Codes.WrongSetting,
                "infra:databaseSize",
                $"DigitalOcean has no PostgreSQL of the size '{settings.DatabaseSize}'.{Suggestion.For(settings.DatabaseSize, sizes.Select(size => size.Id))}",
                $"Known are {string.Join(", ", sizes.Select(size => size.Id))}."));
    }

    private static IEnumerable<Finding> Data(Declaration declaration)
    {
        switch (declaration.Database)
        {
            case MariaDb { Placement: Placement.Managed }:
                yield return Finding.Impossible(
                    Codes.NotAvailable, "Database", "DigitalOcean manages PostgreSQL and MySQL, not MariaDB.", "Declare PostgreSql, or leave MariaDb OnServer.", "github.com/digitalocean/openapi databases options.yml, 2026-08-07");
                break;
            case PostgreSql { Placement: Placement.Managed, Extensions.Count: > 0 }:
                yield return Finding.Impossible(Codes.NotAvailable, "Database.Extensions", "Extensions of a managed database are made in it, not by its host.", "Make them in a migration, and declare none.");
                break;
        }
    }

    private static bool IsIn(string? domain, string zone) =>
        domain is not null && (domain.Equals(zone, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase));
}
