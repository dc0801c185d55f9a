using Infra.Catalogue;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What is known of App Platform, and from where.</summary>
internal static class Facts
{
    /// <summary>Disk, requests, builds.</summary>
    public const string Limits = "docs.digitalocean.com/products/app-platform/details/limits, as of 2026-10-01";

    /// <summary>What an app can be told.</summary>
    public const string Specification = "github.com/digitalocean/openapi 7c1300c, apps, as of 2026-08-07";

    /// <summary>How Python code is built.</summary>
    public const string Buildpack = "docs.digitalocean.com/products/app-platform/reference/buildpacks/python, version 322 of the buildpack, as of 2026-03-20";

    public const string Databases = "github.com/digitalocean/openapi databases options.yml, as of 2026-08-07";

    /// <summary>The version of Python where the code names none.</summary>
    public const string DefaultPython = "3.13";

    /// <summary>After this the platform gives a request up, whatever the application says.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(100);

    public static CatalogueHost Catalogue => HostingCatalogue.Host("digitalocean");

    public static Product Product => Catalogue.Product("app");

    /// <summary>What runs a command before a deployment.</summary>
    public static Plan JobSize => Catalogue.Plan("apps-s-1vcpu-0.5gb");

    public static Plan DevDatabase => Catalogue.Plan("apps-dev-database");
}
