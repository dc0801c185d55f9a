using Infra.Applications;
using Infra.Hosting;
using Infra.Machine.Resources;
using Pulumi;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>The resources of a site on App Platform.</summary>
internal sealed class AppDeployment(ProductionEnvironment environment, AppSettings settings, AppChoice choice)
{
    private const string Scheme = "https://";

    private readonly Declaration _declaration = environment.Declaration;

    public DeployedEnvironment Deploy()
    {
        var project = DjangoProject.Read((Django)_declaration.Application, _declaration.Application.DirectoryIn(settings.RootDirectory));
        var secretKey = new Password(Named("secret-key"), new() { Length = 50 }, ForEnvironment());
        var database = AppDatabase.Make(environment, settings, choice);
        var zone = settings.DnsZone is { Length: > 0 } name ? new Domain(Named("zone"), new() { Name = name }, ForEnvironment()) : null;
        var spec = new AppSpecification(environment, settings, choice).Build(project, secretKey.Value, database, zone is null ? null : (Input<string>)zone.Name);
        var app = new App(Named("app"), new() { Spec = spec }, new() { Parent = environment, Protect = HoldsData && _declaration.Database!.Protect });
        database?.AdmitOnly(app, environment);
        _ = new Project(
            Named("project"),
            new() { Name = $"{environment.Name} ({Pulumi.Deployment.Instance.StackName})", Purpose = "Web Application", Resources = { app.AppUrn } },
            ForEnvironment());
        var url = _declaration.Domain is { } domain ? Output.Create(Scheme + domain.ToLowerInvariant()) : app.LiveUrl.Apply(live => live.TrimEnd('/'));
        AppAlerts.AddUptime(environment, url);
        return new DeployedEnvironment
        {
            Url = Output.Format($"{url}/"),
            Address = app.DefaultIngress.Apply(HostOf),
            Login = Output.Format($"doctl apps console {app.Id} {environment.Name}"),
            Release = app.ActiveDeploymentId,
        };
    }

    /// <summary>A database for development is a part of the app.</summary>
    private bool HoldsData => settings.DevDatabase && _declaration.Database is not null;

    private static string HostOf(string ingress) => Uri.TryCreate(ingress, UriKind.Absolute, out var url) ? url.Host : ingress;

    private string Named(string part) => $"{environment.Name}-{part}";

    private CustomResourceOptions ForEnvironment() => new() { Parent = environment };
}
