using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Hosting;
using Infra.Text;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>infra:region, as App Platform has regions: by its own name, that of a data centre, or the nearest to a place.</summary>
internal static class RegionSetting
{
    public static Answer<Region> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Finding.Impossible(Codes.MissingSetting, "infra:region", "It is not set: where the app runs.", "Name a region, a city or a place; the nearest region is taken:\ninfra config set region fra\ninfra config set region Paris\ninfra config set region 48.2,16.4");
        }

        var regions = Facts.Catalogue.Regions.Where(region => region.Offers(Facts.Product) && region.App.Length > 0).ToList();
        if (regions.Find(region => Is(region.App, text) || Is(region.Id, text)) is { } named)
        {
            return named;
        }

        var place = Place.Find(text, HostingCatalogue.Ids.Select(HostingCatalogue.Host));
        if (place.Value is { } found && RegionChooser.Nearest(Facts.Catalogue, Facts.Product, found).Value is { } nearest)
        {
            return nearest;
        }

        var known = regions.Select(region => region.App).Distinct(StringComparer.Ordinal).ToList();
        return Finding.Impossible(
            Codes.WrongSetting,
            "infra:region",
            $"App Platform has no region '{text}'; it has {string.Join(", ", known)}.{Suggestion.For(text, known)}",
            "Or name a place, and the nearest is taken:\ninfra config set region 48.2,16.4",
            Facts.Catalogue.RegionsProvenance.ToString());
    }

    private static bool Is(string name, string text) => name.Equals(text, StringComparison.OrdinalIgnoreCase);
}
