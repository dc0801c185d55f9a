using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Machines;

/// <summary>An app on a platform, where other stacks have a server.</summary>
/// <param name="Id">As the platform calls it.</param>
/// <param name="Service">The component that runs the application.</param>
internal sealed record PlatformApp(string Id, string Service)
{
    private const string AppType = "digitalocean:index/app:App";

    /// <summary>Null: the state has none.</summary>
    public static PlatformApp? Find(Snapshot snapshot) =>
        snapshot.Resources.FirstOrDefault(resource => resource.Type == AppType && !resource.Delete) is { } app ? new(app.Id is { Length: > 0 } id ? id : "APP", ServiceOf(app.Inputs)) : null;

    public InfraException HasNoServer() => new(
        CliCodes.OnPlatform,
        "The stack is an app on a platform: there is no server to log in to",
        "App Platform has no SSH and keeps the logs itself.",
        $"doctl apps console {Id} {Service}\ndoctl apps logs {Id} {Service} --type run --follow",
        exitCode: ExitCodes.Configuration);

    public InfraException KeepsItsReleases() => new(
        CliCodes.OnPlatform,
        "The stack is an app on a platform: its releases are the platform's",
        "App Platform keeps the last ten deployments of an app and goes back to one of them itself.",
        $"Choose one under Activity:\n    https://cloud.digitalocean.com/apps/{Id}\nor undo the commit, which is deployed as every push:\n    git revert HEAD && git push",
        exitCode: ExitCodes.Configuration);

    private static string ServiceOf(PropertyMap inputs) =>
        inputs.Find("spec") is ObjectValue spec
        && spec.Properties.Find("services") is ArrayValue { Items: [var first, ..] }
        && first.Unwrap() is ObjectValue service
        && service.Properties.Find("name") is StringValue name
            ? name.Value
            : "SERVICE";
}
