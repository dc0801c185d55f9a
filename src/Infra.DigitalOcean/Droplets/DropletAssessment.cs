using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Databases;
using Infra.Hosting;
using Infra.Machine.Assessment;
using Infra.Text;

namespace Infra.DigitalOcean.Droplets;

/// <summary>Whether Droplets can do what is declared, and which of them; looks at nothing but the catalogue.</summary>
internal sealed class DropletAssessment(DropletSettings settings)
{
    private const string ProductId = "droplet";
    private const decimal MiBPerGiB = 1024;

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
            .. Image(declaration).Findings,
            .. Database(declaration).Findings,
            .. Settings(declaration),
            .. FleetAssessment.Of(declaration, settings),
        ];
        return findings;
    }

    /// <summary>After an assessment that found nothing impossible.</summary>
    public DropletChoice Choose(Declaration declaration) =>
        new(Region().Value!, Size(declaration, settings.Size, "size").Value!, Image(declaration).Choice, Database(declaration).Choice, DatabaseServerSize(declaration).Value);

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

    private ImageAssessment Image(Declaration declaration) => new(declaration, settings.Image);

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

    private ManagedDatabaseAssessment Database(Declaration declaration) => new(declaration, settings.DatabaseSize);

    private static bool IsIn(string? domain, string zone) =>
        domain is not null && (domain.Equals(zone, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase));
}
