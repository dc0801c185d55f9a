using Infra.Catalogue;
using Infra.Databases;
using Infra.Hosting;
using Infra.Text;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>The database an app gets: a managed cluster, or one for development; nothing lasts in an app itself.</summary>
internal static class DatabaseSetting
{
    private static readonly string[] _families = ["managed-db-basic", "managed-db-general-purpose"];

    public static Answer<Plan> Read(AppSettings settings, Declaration declaration) => declaration.Database switch
    {
        null when settings.DevDatabase => Finding.Impossible(Codes.WrongSetting, "infra:devDatabase", "No database is declared.", "infra config rm devDatabase"),
        null => Answer<Plan>.None,
        PostgreSql postgres => new(Size(settings).Value, [.. Findings(postgres, settings), .. Size(settings).Findings]),
        MariaDb => Finding.Impossible(
            Codes.NotAvailable, "Database", "DigitalOcean manages PostgreSQL and MySQL, not MariaDB, and an app cannot hold one itself.", "Declare PostgreSql, or choose a host that is a server:\ninfra config set database postgresql", Facts.Databases),
        var other => Finding.Impossible(Codes.NotAvailable, "Database", $"App Platform cannot be given {other.GetType().Name}.", "Declare PostgreSql."),
    };

    private static IEnumerable<Finding> Findings(PostgreSql postgres, AppSettings settings)
    {
        if (postgres.Placement == Placement.OnServer)
        {
            yield return Finding.Impossible(
                Codes.NotAvailable,
                "Database.Placement",
                "A database cannot be within an app: what is written to its disk is gone with the next deployment.",
                "Declare Managed, or for a trial a database for development:\ninfra config set databasePlacement managed\ninfra config set devDatabase true",
                Facts.Limits);
        }
        else if (postgres.Placement == Placement.OwnServer)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Placement", "App Platform has no servers a database could have for itself.", "Declare Managed:\ninfra config set databasePlacement managed", Facts.Specification);
        }
        else if (settings.DevDatabase)
        {
            yield return Development();
        }

        if (!ManagedPostgreSql.Versions.Contains(postgres.Version))
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Version", $"DigitalOcean has no PostgreSQL {postgres.Version}.", $"It has {string.Join(", ", ManagedPostgreSql.Versions)}.", Facts.Databases);
        }

        if (postgres.Extensions.Count > 0)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Extensions", "Extensions of a managed database are made in it, not by its host.", "Make them in a migration, and declare none.");
        }

        if (postgres.Standbys > 0)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Standbys", "An app's cluster is made with one node here.", "Declare no standby, or a Droplet:\ninfra config rm databaseStandbys");
        }

        if (postgres.Pool is not null)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Pool", "An app is led to its cluster by the platform, which knows of no pool.", "Declare none:\ninfra config rm databasePool", Facts.Specification);
        }

        if (settings.DevDatabase && postgres.Name is not null)
        {
            yield return Finding.Impossible(Codes.NotAvailable, "Database.Name", "DigitalOcean names a database for development itself.", "Leave the name out, or take a managed database:\ninfra config rm devDatabase", Facts.Specification);
        }
    }

    private static Finding Development()
    {
        var plan = Facts.DevDatabase;
        return new(
            Codes.Emulated,
            Verdict.Emulated,
            "infra:devDatabase",
            $"A database for development: {plan.MemoryGiB * 1024:0} MiB of memory, {plan.DiskGiB:0} GiB of disk, no standby and no backups; it is gone with the app.",
            "For a site that others rely on:\ninfra config rm devDatabase",
            plan.Provenance.ToString());
    }

    private static Answer<Plan> Size(AppSettings settings)
    {
        if (settings.DevDatabase)
        {
            return string.IsNullOrEmpty(settings.DatabaseSize)
                ? Facts.DevDatabase
                : Finding.Impossible(Codes.WrongSetting, "infra:databaseSize", "A database for development has one size.", "infra config rm databaseSize", Facts.DevDatabase.Provenance.ToString());
        }

        var sizes = Facts.Catalogue.Plans
            .Where(plan => plan.Kind == PlanKind.Database && _families.Contains(plan.Family) && plan.Engines.Contains("postgresql") && plan.Price is not null)
            .OrderBy(plan => plan.Price!.Value.Amount)
            .ToList();
        if (string.IsNullOrEmpty(settings.DatabaseSize))
        {
            return sizes[0];
        }

        return sizes.Find(size => size.Id == settings.DatabaseSize) is { } named ? named : Finding.Impossible(
            Codes.WrongSetting,
            "infra:databaseSize",
            $"DigitalOcean has no PostgreSQL of the size '{settings.DatabaseSize}'.{Suggestion.For(settings.DatabaseSize, sizes.Select(size => size.Id))}",
            $"Known are {string.Join(", ", sizes.Select(size => size.Id))}.",
            sizes[0].Provenance.ToString());
    }
}
