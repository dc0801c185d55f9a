using System.Globalization;
using Infra.AppServers;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.AppServers;

/// <summary>uWSGI: what a reload can change is in its file, the rest in the unit.</summary>
internal static class UwsgiRenderer
{
    public static LayerState Render(Site site, Uwsgi uwsgi)
    {
        var settings = $"{site.ConfigurationDirectory}/uwsgi.ini";
        var environment = site.Project.HasRequirements ? $" --virtualenv {site.ReleaseDirectory}/{Site.VirtualEnvironment}" : "";
        return AppServerUnit.Layer(
            site,
            ["uwsgi-core", "uwsgi-plugin-python3"],
            settings,
            Settings(uwsgi),
            $"/usr/bin/uwsgi --ini {settings} --http-socket {site.SocketDirectory}/%i.sock --chdir {site.ReleaseDirectory} --module {site.Project.Wsgi}:application{environment}");
    }

    private static string Settings(Uwsgi uwsgi)
    {
        var timeout = Math.Ceiling(uwsgi.Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $"""
            [uwsgi]
            plugin = python3
            master = true
            processes = {uwsgi.Workers}
            threads = {uwsgi.Threads}
            enable-threads = true
            harakiri = {timeout}
            worker-reload-mercy = {timeout}
            max-requests = 2000

            # A release whose code does not load does not start.
            need-app = true
            strict = true
            vacuum = true
            # Of the socket: its directory says who may connect.
            chmod-socket = 666
            die-on-term = true
            hook-master-start = unix_signal:15 gracefully_kill_them_all
            buffer-size = 16384
            disable-logging = true
            auto-procname = true

            """;
    }
}
