using Infra.Databases;
using Infra.Machine.Rendering.Databases;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Applications;

/// <summary>The settings a Django project finds in its environment.</summary>
internal static class DjangoEnvironment
{
    public static IReadOnlyDictionary<string, string> For(Site site, DatabaseRenderer? database)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["DJANGO_ALLOWED_HOSTS"] = string.Join(',', site.Hosts),
            ["DJANGO_DEBUG"] = "false",
            ["DJANGO_SECRET_KEY"] = Placeholder.SecretKey,
            ["DJANGO_SETTINGS_MODULE"] = site.Project.Settings,
            ["LANG"] = "C.UTF-8",
            ["PYTHONUNBUFFERED"] = "1",
        };
        if (database is not null)
        {
            variables["DATABASE_URL"] = database.Url(site);
        }

        if (site.Declaration.Database is PostgreSql { Pool.Mode: PoolMode.Transaction })
        {
            // A cursor on the server is bound to a connection, and the next transaction has another one.
            variables["DJANGO_DISABLE_SERVER_SIDE_CURSORS"] = "true";
        }

        foreach (var name in site.Declaration.Application.Environment.Keys)
        {
            variables[name] = Placeholder.Setting(name);
        }

        return variables;
    }
}
