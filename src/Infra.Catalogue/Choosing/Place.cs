using System.Globalization;

namespace Infra.Catalogue.Choosing;

/// <summary>A point on Earth, in degrees north and east.</summary>
public sealed record Place(string Name, double Latitude, double Longitude)
{
    private const double EarthRadiusKm = 6371;

    /// <summary>Two numbers with a comma, or a city that some host has a region in.</summary>
    public static Lookup<Place> Find(string text, IEnumerable<CatalogueHost> hosts)
    {
        if (Coordinates(text) is { } place)
        {
            return new(place, "", []);
        }

        var cities = hosts.SelectMany(host => host.Regions).Where(region => region.Latitude is not null).ToList();
        return cities.Find(region => string.Equals(region.City, text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } city
            ? new(Of(city), "", [])
            : new(null, $"'{text}' is neither a city of the hosting catalogue nor a latitude and longitude such as 48.2,16.4.", [.. cities.Select(region => region.City).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Of a region with a fixed place.</summary>
    public static Place? Of(Region region) => region is { Latitude: { } latitude, Longitude: { } longitude } ? new(region.City, (double)latitude, (double)longitude) : null;

    /// <summary>Over the ground, on a sphere.</summary>
    public double DistanceKm(Place other)
    {
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var (halfNorth, halfEast) = (Math.Sin((b - a) / 2), Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt((halfNorth * halfNorth) + (Math.Cos(a) * Math.Cos(b) * halfEast * halfEast))));
    }

    private static Place? Coordinates(string text)
    {
        var parts = text.Split(',');
        return parts.Length == 2 && Degrees(parts[0], 90) is { } latitude && Degrees(parts[1], 180) is { } longitude ? new(text.Trim(), latitude, longitude) : null;
    }

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var degrees)
        && Math.Abs(degrees) <= most ? degrees : null;
}
