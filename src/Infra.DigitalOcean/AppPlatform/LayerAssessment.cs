using System.Globalization;
using Infra.Applications;
using Infra.AppServers;
using Infra.Hosting;
using Infra.Runtimes;
using Infra.Security;
using Infra.WebServers;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What of the layers of a server a platform does itself, and what it cannot do.</summary>
internal static class LayerAssessment
{
    private const string AnotherHost = "choose a host that is a server:\ninfra config set host digitalocean/droplet";

    public static IEnumerable<Finding> Of(Declaration declaration) =>
    [
        .. Hardware(declaration),
        Platform("OperatingSystem", $"App Platform runs an Ubuntu of its own and keeps it up to date; {declaration.OperatingSystem} is not what runs there.", Facts.Limits),
        declaration.Runtime is Python ? Finding.Supported("Runtime", "Python") : NotYet("Runtime", declaration.Runtime, nameof(Python)),
        declaration.Application is Django ? Finding.Supported("Application", "Django") : NotYet("Application", declaration.Application, nameof(Django)),
        .. AppServer(declaration.AppServer),
        .. WebServer(declaration.WebServer),
        .. Tls(declaration),
        .. Access(declaration.Access),
        .. Monitoring(declaration),
    ];

    private static IEnumerable<Finding> Hardware(Declaration declaration)
    {
        if (declaration.Hardware.Disk is { } disk)
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Hardware.Disk",
                $"{disk} are declared, and nothing that an app writes to its disk lasts: it is gone with the next deployment.",
                $"Keep files in a bucket or in the database, and declare no disk. Or {AnotherHost}",
                Facts.Limits);
        }
    }

    private static IEnumerable<Finding> AppServer(AppServer server)
    {
        yield return server is Gunicorn or Uwsgi ? Finding.Supported("AppServer", server.GetType().Name) : NotYet("AppServer", server, "Gunicorn, Uwsgi");
        if (server.Timeout > Facts.LongestRequest)
        {
            yield return Note(
                "AppServer.Timeout",
                string.Create(CultureInfo.InvariantCulture, $"App Platform gives a request up after {Facts.LongestRequest.TotalSeconds:0} s, whatever the application server allows."),
                "Let a longer task run in the background.",
                Facts.Limits);
        }
    }

    private static IEnumerable<Finding> WebServer(WebServer server)
    {
        if (server is not Nginx)
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "WebServer",
                $"App Platform has a web server of its own; {server.GetType().Name} and what only it can do cannot be had there.",
                $"Declare Nginx, which stands for the platform's own, or {AnotherHost}\nor:\ninfra config set webServer nginx",
                Facts.Specification);
            yield break;
        }

        yield return Platform("WebServer", "App Platform's own web server ends TLS, serves the static files and passes the rest on; nothing of nginx applies, MaxBody neither.", Facts.Specification);
        yield return Note(
            "Application",
            "DJANGO_ALLOWED_HOSTS is *: App Platform asks for the application's health by an address that nobody knows before. It passes on only requests for the app's own names.",
            "",
            "");
    }

    private static IEnumerable<Finding> Tls(Declaration declaration)
    {
        if (declaration.Tls is LetsEncrypt tls && (tls.Directory != LetsEncrypt.Production || tls.AuthorityFile is not null))
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Tls.Directory",
                "App Platform gets its certificates from the authorities it chooses, from no other.",
                "infra config rm acmeDirectory\ninfra config rm acmeAuthorityFile",
                Facts.Specification);
            yield break;
        }

        yield return Platform("Tls", "App Platform gets a certificate that browsers trust for each of the app's names and renews it; nothing of the declared one applies.", Facts.Specification);
    }

    private static IEnumerable<Finding> Access(Access access)
    {
        var source = Facts.Product.Tools.Provenance.ToString();
        if (access.AuthorizedKeys.Count > 0)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Access.AuthorizedKeys", "Nobody logs in to an app over SSH, with whatever key.", $"Declare none: who is in the DigitalOcean team opens a console. Or {AnotherHost}", source);
        }

        if (access.AllowedAddresses.Count > 0)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Access.AllowedAddresses", "There is no SSH that could be open for some addresses only.", $"Declare none, or {AnotherHost}", source);
        }

        yield return Platform("Access", "There is no SSH and no admin user; who is in the DigitalOcean team opens a console in the browser or with doctl.", source);
    }

    private static IEnumerable<Finding> Monitoring(Declaration declaration)
    {
        if (declaration.Monitoring is { } alerts)
        {
            yield return Note("Monitoring.Disk", $"An app has no alert for its disk; {alerts.Disk} % does not apply.", "", Facts.Specification);
        }
    }

    private static Finding Platform(string subject, string message, string source) => Note(subject, "Supported by the platform: " + message, "", source);

    private static Finding Note(string subject, string message, string help, string source) => new(Codes.Emulated, Verdict.Emulated, subject, message, help, source);

    private static Finding NotYet(string subject, Layer wanted, string known) =>
        Finding.Impossible(Codes.NotAvailable, subject, $"App Platform cannot be given {wanted.GetType().Name} yet.", $"Known here are {known}.");
}
