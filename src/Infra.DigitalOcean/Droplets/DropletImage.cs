using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.DigitalOcean.Droplets;

/// <summary>An image that Droplets are made from.</summary>
/// <param name="Slug">As the API names it.</param>
/// <param name="System">The operating system in it, as a declaration prints it.</param>
/// <param name="Brings">What else is in it; "" if nothing.</param>
/// <param name="Source">Where this is from, with its date.</param>
internal sealed record DropletImage(string Slug, string System, string Brings, string Source)
{
    private const string Images = "docs.digitalocean.com, Droplet images, 2026-10-01";
    private const string Marketplace = "docs.digitalocean.com/products/marketplace/catalog/lemp, 2025-11-20";

    public static IReadOnlyList<DropletImage> Known { get; } =
    [
        new("debian-12-x64", OperatingSystem.Debian12.ToString(), "", Images),
        new("debian-13-x64", "Debian 13", "", Images),
        new("ubuntu-22-04-x64", "Ubuntu 22.04", "", Images),
        new("ubuntu-24-04-x64", OperatingSystem.Ubuntu2404.ToString(), "", Images),
        new("ubuntu-26-04-x64", "Ubuntu 26.04", "", Images),
        new("almalinux-9-x64", "AlmaLinux 9", "", Images),
        new("rockylinux-9-x64", "Rocky Linux 9", "", Images),
        new("centos-stream-9-x64", "CentOS Stream 9", "", Images),
        new("fedora-42-x64", "Fedora 42", "", Images),
        new("lemp-20-04", "Ubuntu 20.04", "nginx, MySQL and PHP", Marketplace),
    ];

    /// <summary>What DigitalOcean makes itself of an operating system; null: nothing.</summary>
    public static DropletImage? Of(OperatingSystem system) => Known.FirstOrDefault(image => image.System == system.ToString() && image.Brings.Length == 0);
}
