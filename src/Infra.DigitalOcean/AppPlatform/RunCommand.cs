using System.Globalization;
using Infra.Applications;
using Infra.AppServers;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Commands of an app's components.</summary>
internal static class RunCommand
{
    /// <summary>Where the application listens.</summary>
    public const int Port = 8080;

    public const string CollectStatic = "python manage.py collectstatic --noinput";

    public const string Migrate = "python manage.py migrate --noinput";

    /// <summary>The application server with what is declared of it.</summary>
    public static string Serve(AppServer server, DjangoProject project)
    {
        var timeout = Math.Ceiling(server.Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return server switch
        {
            // Its heartbeat lies in memory: in a container's own file system it can take longer than its patience.
            Gunicorn => string.Create(CultureInfo.InvariantCulture, $"gunicorn --bind 0.0.0.0:{Port} --workers {server.Workers} --threads {server.Threads} --timeout {timeout} --graceful-timeout {timeout} --max-requests 2000 --max-requests-jitter 200 --preload --worker-tmp-dir /dev/shm --access-logfile - {project.Wsgi}:application"),
            Uwsgi => string.Create(CultureInfo.InvariantCulture, $"uwsgi --http-socket 0.0.0.0:{Port} --module {project.Wsgi}:application --master --processes {server.Workers} --threads {server.Threads} --enable-threads --harakiri {timeout} --worker-reload-mercy {timeout} --max-requests 2000 --need-app --strict --die-on-term --hook-master-start 'unix_signal:15 gracefully_kill_them_all' --buffer-size 16384 --auto-procname"),
            _ => throw new InvalidOperationException($"the application server {server.GetType().Name} was deployed though it is impossible"),
        };
    }
}
