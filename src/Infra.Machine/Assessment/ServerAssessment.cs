using Infra.Databases;
using Infra.Hosting;
using Infra.Runtimes;
using Infra.Security;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Machine.Assessment;

/// <summary>What a server with Debian or Ubuntu can do of a declaration, wherever it stands.</summary>
public static class ServerAssessment
{
    public static IEnumerable<Finding> Of(Declaration declaration)
    {
        var system = declaration.OperatingSystem;
        yield return Finding.Supported("OperatingSystem", system.ToString());
        yield return declaration.Runtime switch
        {
            Python python => Version(system, "Runtime.Version", "Python", python.Version, system.Has.Python),
            var other => NotYet("Runtime", other.GetType().Name, nameof(Python)),
        };
        yield return declaration.Application switch
        {
            Infra.Applications.Django => Finding.Supported("Application", "Django"),
            var other => NotYet("Application", other.GetType().Name, "Django"),
        };
        yield return declaration.AppServer switch
        {
            Infra.AppServers.Gunicorn or Infra.AppServers.Uwsgi => Finding.Supported("AppServer", declaration.AppServer.GetType().Name),
            var other => NotYet("AppServer", other.GetType().Name, "Gunicorn, Uwsgi"),
        };
        yield return declaration.WebServer switch
        {
            Infra.WebServers.Nginx or Infra.WebServers.Apache => Finding.Supported("WebServer", declaration.WebServer.GetType().Name),
            var other => NotYet("WebServer", other.GetType().Name, "Nginx, Apache"),
        };
        yield return declaration.Tls switch
        {
            LocalAuthority or LetsEncrypt => Finding.Supported("Tls", declaration.Tls.GetType().Name),
            var other => NotYet("Tls", other.GetType().Name, "LocalAuthority, LetsEncrypt"),
        };
        if (declaration.Database is { } database)
        {
            yield return database switch
            {
                { Placement: Placement.Managed } => Finding.Supported("Database", $"{database.GetType().Name}, as the host's service"),
                PostgreSql => Version(system, "Database.Version", "PostgreSQL", database.Version, system.Has.PostgreSql),
                MariaDb => Version(system, "Database.Version", "MariaDB", database.Version, system.Has.MariaDb),
                _ => NotYet("Database", database.GetType().Name, "PostgreSql, MariaDb"),
            };
        }
    }

    /// <summary>What a host that is one server, and no more, says of the rest.</summary>
    public static IEnumerable<Finding> OfOneServer(Declaration declaration)
    {
        if (declaration.Hardware.Servers > 1)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Hardware.Servers", $"This host is one server, not {declaration.Hardware.Servers}.", "Declare 1, or choose a host that has a load balancer.");
        }

        if (declaration.Database is { Placement: not Placement.OnServer and var placement })
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Placement", $"This host is one server; the database cannot be {placement}.", "Declare OnServer, or choose a cloud.");
        }

        if (declaration.Monitoring is not null)
        {
            yield return Finding.Emulated(Codes.Emulated, "Monitoring", "Nobody watches this host from outside and no mail is sent; systemd restarts what fails, and `infra logs` shows why.");
        }
    }

    /// <summary>What a host that the internet does not reach says of the certificate.</summary>
    public static IEnumerable<Finding> OfPrivateServer(Declaration declaration)
    {
        if (declaration.Tls is LetsEncrypt { IsPublic: true })
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Tls",
                "Let's Encrypt cannot reach a server that is not on the internet.",
                "Take the certificate from the local authority, or name the directory of an authority that reaches it:\ninfra config set tls local\ninfra config set acmeDirectory https://…");
        }
    }

    private static Finding Version(OperatingSystem system, string subject, string product, string wanted, string available) => wanted == available
        ? Finding.Supported(subject, $"{product} {available}")
        : Finding.Impossible(Codes.NotAvailable, subject, $"{system} has no {product} {wanted}.", $"Declare version {available}, the one it has.", system.Has.Source);

    private static Finding NotYet(string subject, string wanted, string known) =>
        Finding.Impossible(Codes.NotAvailable, subject, $"A server cannot run {wanted} yet.", $"Known here are {known}.");
}
