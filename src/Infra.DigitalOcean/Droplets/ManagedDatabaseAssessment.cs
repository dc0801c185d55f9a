using System.Globalization;
using Infra.Catalogue;
using Infra.Catalogue.Pricing;
using Infra.Databases;
using Infra.Hosting;
using Infra.Text;

namespace Infra.DigitalOcean.Droplets;

/// <summary>Whether DigitalOcean can manage what is declared of a database, and in which size.</summary>
/// <param name="declaration">A database that is placed elsewhere has nothing to be said about.</param>
/// <param name="size">The slug of a size; null or empty: the cheapest that does.</param>
internal sealed class ManagedDatabaseAssessment(Declaration declaration, string? size)
{
    private const string Options = "github.com/digitalocean/openapi 7c1300c databases options.yml, 2026-08-07";
    private const string Limits = "docs.digitalocean.com/products/databases/postgresql/how-to/manage-connection-pools, as read on 2026-11-27";
    private const int ConnectionsPerGiB = 25;
    private const int Reserved = 3;

    private readonly PostgreSql? _database = declaration.Database is PostgreSql { Placement: Placement.Managed } managed ? managed : null;

    private static List<Plan> Sizes =>
    [
        .. DropletAssessment.Catalogue.Plans
            .Where(plan => plan.Kind == PlanKind.Database && DropletAssessment.Product.Databases.Contains(plan.Family) && plan.Engines.Contains("postgresql") && plan.Price is not null)
            .OrderBy(plan => plan.Price!.Value.Amount),
    ];

    public IEnumerable<Finding> Findings => declaration.Database switch
    {
        MariaDb { Placement: Placement.Managed } =>
            [Finding.Impossible(Codes.NotAvailable, "Database", "DigitalOcean manages PostgreSQL and MySQL, not MariaDB.", "Declare PostgreSql, or leave MariaDb OnServer.", Options)],
        _ when _database is not null => [.. Version(_database), .. Extensions(_database), .. Size(_database)],
        _ => [],
    };

    /// <summary>The size, once nothing is impossible; null: no database is managed.</summary>
    public Plan? Choice => _database is null ? null : string.IsNullOrEmpty(size) ? Sizes.First(Fits) : Sizes.Find(plan => plan.Id == size);

    /// <summary>Connections that a node of the size has for applications.</summary>
    public static int Connections(Plan size) => (int)(size.MemoryGiB!.Value * ConnectionsPerGiB) - Reserved;

    private bool Fits(Plan plan) => (plan.MaxStandby ?? 0) >= _database!.Standbys && Connections(plan) >= Wanted.Count;

    /// <summary>What the application holds open, and the part of the declaration that says so.</summary>
    private (int Count, string Subject, string Text) Wanted => _database!.Pool is { } pool
        ? (pool.Size, "Database.Pool.Size", string.Create(CultureInfo.InvariantCulture, $"a pool of {pool.Size} is declared"))
        : (declaration.Hardware.Servers * declaration.AppServer.Workers * declaration.AppServer.Threads, "AppServer.Workers", string.Create(
            CultureInfo.InvariantCulture, $"{declaration.Hardware.Servers} × {declaration.AppServer.Workers} × {declaration.AppServer.Threads} (servers, workers, threads) take {declaration.Hardware.Servers * declaration.AppServer.Workers * declaration.AppServer.Threads}"));

    private static IEnumerable<Finding> Version(PostgreSql database)
    {
        if (!ManagedPostgreSql.Versions.Contains(database.Version))
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Version", $"DigitalOcean does not manage PostgreSQL {database.Version}.", $"Declare one of {string.Join(", ", ManagedPostgreSql.Versions)}.", Options);
        }
    }

    private static IEnumerable<Finding> Extensions(PostgreSql database)
    {
        if (database.Extensions.Count > 0)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Extensions", "Extensions of a managed database are made in it, not by its host.", "Make them in a migration, and declare none.");
        }
    }

    private IEnumerable<Finding> Size(PostgreSql database)
    {
        var sizes = Sizes;
        if (string.IsNullOrEmpty(size))
        {
            return sizes.Exists(Fits) ? [] : Problems(database, sizes[^1] with { MaxStandby = sizes.Max(plan => plan.MaxStandby) }, "Declare less.");
        }

        if (sizes.Find(plan => plan.Id == size) is not { } named)
        {
            return
            [
                Finding.Impossible(
                    Codes.WrongSetting,
                    "infra:databaseSize",
                    $"DigitalOcean has no PostgreSQL of the size '{size}'.{Suggestion.For(size, sizes.Select(plan => plan.Id))}",
                    $"Known are {string.Join(", ", sizes.Select(plan => plan.Id))}."),
            ];
        }

        var larger = sizes.Find(Fits);
        return Problems(database, named, larger is null ? "Declare less." : $"Declare less, or take a size that does:\ninfra config set databaseSize {larger.Id}");
    }

    private IEnumerable<Finding> Problems(PostgreSql database, Plan plan, string help)
    {
        if (database.Standbys > (plan.MaxStandby ?? 0))
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Database.Standbys",
                string.Create(CultureInfo.InvariantCulture, $"'{plan.Id}' may have {plan.MaxStandby ?? 0} standby nodes; {database.Standbys} are declared."),
                help,
                Options);
        }

        if (Wanted is var (count, subject, text) && count > Connections(plan))
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                subject,
                string.Create(CultureInfo.InvariantCulture, $"'{plan.Id}' ({SizeText.Of(plan.MemoryGiB, "memory")}) has {Connections(plan)} connections for applications; {text}."),
                database.Pool is null ? "Declare a pool (Database.Pool), which many processes share.\n" + help : help,
                Limits);
        }
    }
}
