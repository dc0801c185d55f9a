using Infra.Machine.Rendering.Databases;
using Infra.Machine.Rendering.Runtimes;
using Infra.Machine.Rendering.AppServers;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Applications;

/// <summary>How a version of a Django project is prepared, and which changes outside its code want a new one.</summary>
internal static class ReleaseRenderer
{
    public static ReleaseState Render(Site site, DatabaseRenderer? database, LayerState appServer) => new()
    {
        Name = site.Name,
        Root = site.Root,
        Owner = site.Name,
        EnvironmentFile = site.EnvironmentFile,
        Prepare = [.. Steps(site, database)],
        Service = $"{site.Name}@",
        SocketDirectory = site.SocketDirectory,
        HealthPath = site.Declaration.Application.HealthPath,
        HealthHost = site.Hosts.First(),
        Triggers = LayerState.Sorted(
            ("settings", RuntimeRenderer.Render(site, database).Files[site.EnvironmentFile].Content),
            ("unit", appServer.Files[AppServerUnit.PathOf(site)].Content)),
    };

    private static IEnumerable<PrepareStep> Steps(Site site, DatabaseRenderer? database)
    {
        var python = AppServerUnit.Python(site, ".");
        if (site.Project.HasRequirements)
        {
            var source = site.Project.HasWheels ? "--no-index --find-links wheels " : "";
            yield return new("virtual environment", $"python3 -m venv --system-site-packages {Site.VirtualEnvironment}");
            yield return new("requirements", $"{python} -m pip install --quiet --no-input --no-cache-dir --disable-pip-version-check {source}-r requirements.txt");
        }

        yield return new("static files", $"{python} manage.py collectstatic --noinput --verbosity 0");
        yield return new("bytecode", $"{python} -m compileall -qq -x '[.]venv/' . || true");
        if (database is not null)
        {
            yield return new("migrations", $"{python} manage.py migrate --noinput");
        }
    }
}
