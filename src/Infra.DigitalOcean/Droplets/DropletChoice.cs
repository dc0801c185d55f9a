using Infra.Catalogue;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What of the catalogue a declaration gets.</summary>
/// <param name="Region">Where.</param>
/// <param name="Size">How large.</param>
/// <param name="Image">The slug of the operating system's image.</param>
/// <param name="DatabaseSize">Of a managed database; null: there is none.</param>
/// <param name="DatabaseServerSize">Of the Droplet that has the database and nothing else; null: there is none.</param>
internal sealed record DropletChoice(Region Region, Plan Size, string Image, Plan? DatabaseSize, Plan? DatabaseServerSize);
