using System.Globalization;
using Infra.Databases;
using Infra.Hosting;
using Infra.Security;

namespace Infra.DigitalOcean.Droplets;

/// <summary>What of a declaration does not go together once there is more than one Droplet.</summary>
internal static class FleetAssessment
{
    private const string Source = "docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination, 2026-06-09";

    public static IEnumerable<Finding> Of(Declaration declaration, DropletSettings settings)
    {
        if (declaration.Database is MariaDb { Placement: Placement.OwnServer })
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Database",
                "MariaDB on a server of its own would be reached without a certificate that the application could check.",
                "Declare PostgreSql, or leave MariaDb OnServer.");
        }

        if (declaration.Hardware.Servers > 1)
        {
            foreach (var finding in OfSeveral(declaration, settings))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> OfSeveral(Declaration declaration, DropletSettings settings)
    {
        var count = declaration.Hardware.Servers.ToString(CultureInfo.InvariantCulture);
        if (declaration.Database is { Placement: Placement.OnServer })
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Database.Placement",
                $"{count} servers cannot each have the database: they would answer with different data.",
                "Give it a place apart, or declare one server:\ninfra config set databasePlacement managed\ninfra config set databasePlacement own-server");
        }

        if (declaration.Domain is null)
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Domain",
                $"{count} servers are reached through a load balancer, whose certificate must name the site before it has an address.",
                "Declare the site's name, or one server:\ninfra config set domain shop.example.org");
        }

        if (settings.ReservedIp)
        {
            yield return Finding.Impossible(
                Codes.WrongSetting,
                "infra:reservedIp",
                $"A reserved address belongs to one Droplet; {count} are declared, and visitors reach the load balancer, whose address stays as long as it does.",
                "infra config rm reservedIp");
        }

        if (declaration.Tls is LetsEncrypt tls)
        {
            foreach (var finding in OfLetsEncrypt(tls, settings))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> OfLetsEncrypt(LetsEncrypt tls, DropletSettings settings)
    {
        if (string.IsNullOrEmpty(settings.DnsZone))
        {
            yield return Finding.Impossible(
                Codes.MissingSetting,
                "infra:dnsZone",
                "It is not set: DigitalOcean gets a load balancer's certificate from Let's Encrypt only for names whose zone it serves.",
                "Name the zone, or take the certificate from the local authority:\ninfra config set dnsZone example.org\ninfra config set tls local",
                Source);
        }

        if (tls.Directory != LetsEncrypt.Production || tls.AuthorityFile is not null)
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Tls.Directory",
                "The load balancer's certificate is from Let's Encrypt itself: DigitalOcean asks no other directory.",
                "Leave the directory out, or declare one server:\ninfra config rm acmeDirectory\ninfra config rm acmeAuthorityFile",
                Source);
        }
    }
}
