using Infra.AppServers;
using Infra.Machine.Rendering.Access;
using Infra.Machine.Rendering.Applications;
using Infra.Machine.Rendering.AppServers;
using Infra.Machine.Rendering.Certificates;
using Infra.Machine.Rendering.Databases;
using Infra.Machine.Rendering.Runtimes;
using Infra.Machine.Rendering.Systems;
using Infra.Machine.Rendering.WebServers;
using Infra.Machine.States;
using Infra.Security;
using Infra.WebServers;

namespace Infra.Machine.Rendering;

/// <summary>A declaration as the state of a server: nothing but a function.</summary>
public static class ServerRenderer
{
    public static ServerState Render(Site site)
    {
        var database = DatabaseRenderer.For(site.Declaration.Database);
        var appServer = site.Declaration.AppServer switch
        {
            Gunicorn gunicorn => GunicornRenderer.Render(site, gunicorn),
            Uwsgi uwsgi => UwsgiRenderer.Render(site, uwsgi),
            var other => throw new NotSupportedException($"{other.GetType().Name} was not refused when the declaration was assessed"),
        };
        return new ServerState
        {
            System = SystemRenderer.Render(site),
            Access = AccessRenderer.Render(site, Opening.Web(site)),
            Runtime = RuntimeRenderer.Render(site, database),
            Database = database is { IsHere: true } ? database.Render(site) : null,
            AppServer = appServer,
            WebServer = site.Declaration.WebServer switch
            {
                Nginx nginx => NginxRenderer.Render(site, nginx),
                Apache apache => ApacheRenderer.Render(site, apache),
                var other => throw new NotSupportedException($"{other.GetType().Name} was not refused when the declaration was assessed"),
            },
            Certificate = site.Declaration.Tls is LetsEncrypt letsEncrypt ? CertificateRenderer.Render(site, letsEncrypt) : null,
            Data = database is { IsHere: true } ? database.Data(site) : null,
            Release = ReleaseRenderer.Render(site, database, appServer),
        };
    }
}
