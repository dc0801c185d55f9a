using Infra.Applications;
using Infra.Machine.Rendering;
using Infra.Machine.Resources;
using Infra.Machine.States;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>The layers inside one server of a site, as resources.</summary>
public sealed class ServerLayers
{
    private readonly ServerState _state;
    private readonly ServerResources _resources;

    private ServerLayers(ServerState state, ServerResources resources, Configuration webServer, Release release) =>
        (_state, _resources, WebServer, Release) = (state, resources, webServer, release);

    public Configuration WebServer { get; }

    public Release Release { get; }

    /// <summary>Everything that answers requests.</summary>
    /// <param name="environment">Parent of it all.</param>
    /// <param name="site">What its servers show.</param>
    /// <param name="target">The server.</param>
    /// <param name="values">Of <see cref="SiteValues"/>.</param>
    /// <param name="database">Null where it is on the server, or there is none.</param>
    /// <param name="before">The site's server before this one: what stops for a moment there has done so before it does here.</param>
    public static ServerLayers Serve(
        ProductionEnvironment environment,
        Site site,
        ServerTarget target,
        IReadOnlyDictionary<string, Input<string>> values,
        ExternalDatabase? database = null,
        ServerLayers? before = null)
    {
        var state = ServerRenderer.Render(site);
        var resources = new ServerResources(environment, target, values);
        resources.Configure(state.System);
        var runtime = resources.Configure(state.Runtime);
        var appServer = resources.Configure(state.AppServer);
        var webServer = resources.Configure(state.WebServer, Chain(before?.WebServer));
        var data = state is { Database: { } layer, Data: { } wanted } ? resources.Data($"{site.Name}-data", wanted, null, resources.Configure(layer)) : null;
        var parts = data is null ? database?.Parts ?? [] : [data];
        var release = ReleaseOf(site, state.Release, target, values, resources, [runtime, appServer, .. parts, .. Chain(before?.Release)]);
        return new ServerLayers(state, resources, webServer, release);
    }

    /// <summary>The layer that says who gets in.</summary>
    /// <param name="after">What has to be there before those are kept out whom it does not name.</param>
    public Configuration Guard(params IEnumerable<Resource> after) => _resources.Configure(_state.Access, after);

    /// <summary>The layer that asks an authority for the site's certificate, where one does.</summary>
    /// <param name="after">What has to be there for the authority to find the site here.</param>
    public void Certify(params IEnumerable<Resource> after)
    {
        if (_state.Certificate is { } certificate)
        {
            _resources.Configure(certificate, [.. after, WebServer]);
        }
    }

    private static Resource[] Chain(Resource? before) => before is null ? [] : [before];

    private static Release ReleaseOf(
        Site site, ReleaseState wanted, ServerTarget target, IReadOnlyDictionary<string, Input<string>> values, ServerResources resources, IEnumerable<Resource> after)
    {
        var directory = site.Declaration.Application.DirectoryIn(Pulumi.Deployment.Instance.RootDirectory);
        var args = new ReleaseArgs
        {
            Connection = resources.Connection,
            Name = wanted.Name,
            Root = wanted.Root,
            Owner = wanted.Owner,
            Source = SourceTree.Read(directory).ToArchive(),
            EnvironmentFile = wanted.EnvironmentFile,
            Service = wanted.Service,
            SocketDirectory = wanted.SocketDirectory,
            HealthPath = wanted.HealthPath,
            HealthHost = Placeholder.Fill(wanted.HealthHost, values),
            DrainTimeout = (int)Math.Ceiling(site.Declaration.AppServer.Timeout.TotalSeconds),
        };
        foreach (var step in wanted.Prepare)
        {
            args.Prepare.Add(new PrepareStepArgs { Name = step.Name, Run = step.Run, As = "owner" });
        }

        foreach (var (name, content) in wanted.Triggers)
        {
            args.Triggers.Add(name, Placeholder.Fill(content, values).Apply(Digest.Of));
        }

        return new Release($"{site.Name}-release{target.Suffix}", args, resources.Options(after));
    }
}
