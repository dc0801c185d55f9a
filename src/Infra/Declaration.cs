using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.Hosting;
using Infra.Monitoring;
using Infra.Runtimes;
using Infra.Security;
using Infra.Sizing;
using Infra.Text;
using Infra.WebServers;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra;

/// <summary>A production environment, layer by layer.</summary>
public sealed record Declaration
{
    public required Host Host { get; init; }

    public Hardware Hardware { get; init; } = new();

    public OperatingSystem OperatingSystem { get; init; } = OperatingSystem.Debian12;

    public Runtime Runtime { get; init; } = new Python();

    public required Application Application { get; init; }

    public AppServer AppServer { get; init; } = new Gunicorn();

    public WebServer WebServer { get; init; } = new Nginx();

    public Database? Database { get; init; }

    /// <summary>The site's name; null or empty: it is reached by its address.</summary>
    public string? Domain { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    public Tls Tls { get; init; } = new LocalAuthority();

    public Access Access { get; init; } = new();

    /// <summary>Null: nobody is told.</summary>
    public Alerts? Monitoring { get; init; }

    /// <summary>Everything that is wrong with it, whatever the host.</summary>
    internal IEnumerable<Finding> Validate(string name, ValidationContext context)
    {
        if (!Names.IsUser(name) || ReservedUsers.Contains(name) || name == Access.AdminUser)
        {
            yield return Finding.Impossible(
                Codes.EnvironmentName,
                "ProductionEnvironment",
                $"'{name}' cannot be the name of an environment.",
                "It becomes a user, a directory and a database: 2 to 24 small letters, digits and -, beginning with a letter, and no name that Debian or Access uses.");
        }

        if (Domain is { } domain && !Names.IsDomain(domain))
        {
            yield return Finding.Impossible(
                Codes.Domain,
                "Domain",
                $"'{domain}' is no domain.",
                domain.StartsWith("*.", StringComparison.Ordinal)
                    ? "A site has one name, and its certificate too: write it without '*.'."
                    : "Write a host name such as shop.example.org, without https:// and path; other letters than a-z in their xn-- form.");
        }

        Layer?[] layers = [Hardware, OperatingSystem, Runtime, Application, AppServer, WebServer, Database, Tls, Access, Monitoring];
        foreach (var finding in layers.OfType<Layer>().SelectMany(layer => layer.Validate(context with { Domain = Domain })))
        {
            yield return finding;
        }
    }
}
