using System.Globalization;
using Infra.AppServers;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.AppServers;

/// <summary>gunicorn: what a reload can change is in its file, the rest in the unit.</summary>
internal static class GunicornRenderer
{
    public static LayerState Render(Site site, Gunicorn gunicorn)
    {
        var settings = $"{site.ConfigurationDirectory}/gunicorn.conf.py";
        return AppServerUnit.Layer(
            site,
            ["gunicorn"],
            settings,
            Settings(gunicorn),
            $"{AppServerUnit.Python(site, site.ReleaseDirectory)} -m gunicorn --config {settings} --bind unix:{site.SocketDirectory}/%i.sock {site.Project.Wsgi}:application");
    }

    private static string Settings(Gunicorn gunicorn)
    {
        var timeout = Math.Ceiling(gunicorn.Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $"""
            workers = {gunicorn.Workers}
            threads = {gunicorn.Threads}
            timeout = {timeout}
            graceful_timeout = {timeout}
            max_requests = 2000
            max_requests_jitter = 200

            # A release whose code does not load does not start.
            preload_app = True
            worker_tmp_dir = "/dev/shm"
            # Of the socket: its directory says who may connect.
            umask = 0
            accesslog = None
            errorlog = "-"
            loglevel = "info"

            """;
    }
}
