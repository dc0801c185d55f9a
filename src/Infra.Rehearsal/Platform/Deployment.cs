using System.Collections.Immutable;
using System.Globalization;
using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Releases;
using Infra.Machine.Provider.Shell;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Platform.Building;
using Infra.Rehearsal.Platform.Containers;
using Infra.Rehearsal.Platform.Routing;
using Infra.Rehearsal.Platform.Running;

namespace Infra.Rehearsal.Platform;

/// <summary>
/// A version of an app on its way to being live: built, prepared by its jobs, started, asked for its health, and only then
/// given the requests. What was live before it serves until then, and on if anything fails.
/// </summary>
/// <param name="machine">Where.</param>
/// <param name="spec">What.</param>
/// <param name="variables">What its variables refer to.</param>
/// <param name="tree">The code.</param>
/// <param name="registry">Where images are taken from instead of their own registries; null or "" for nowhere.</param>
/// <param name="generation">Higher than any before it.</param>
internal sealed class Deployment(AppMachine machine, AppSpec spec, Variables variables, WorkingTree tree, string? registry, int generation)
{
    private const string Configuration = "etc/nginx/nginx.conf.new";

    // The cloud asks each period; here every half second, for as long as it would ask.
    private const int Period = 10;
    private const int Failures = 9;

    private readonly ImmutableArray<(AppComponent Component, Instance Instance)> _all =
    [
        .. spec.Components.Where(c => c.Kind != ComponentKind.StaticSite).SelectMany(c => Enumerable.Repeat(c, c.IsLasting ? c.Count : 1))
            .Select((c, place) => (c, Instance.Of(c, generation, place))),
    ];

    private readonly ContainerSteps _containers = new(machine, registry);

    private IEnumerable<(AppComponent Component, Instance Instance)> Lasting => _all.Where(i => i.Component.IsLasting);

    /// <param name="certificate">For its names.</param>
    /// <param name="ingress">The name that the platform gives.</param>
    /// <param name="warn">Told of what is wrong and stops nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeploymentFailure">What was live is live.</exception>
    public async Task RunAsync(Infra.Machine.Provider.Certificates.IssuedCertificate certificate, string ingress, Action<string> warn, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var component in spec.Components)
            {
                await (component.Image is null ? BuildAsync(component, cancellationToken) : _containers.PullAsync(component, ImageOf(component), cancellationToken));
            }

            await RunJobsAsync("PRE_DEPLOY", cancellationToken);
            foreach (var (component, instance) in Lasting)
            {
                await StartAsync(component, instance, cancellationToken);
            }

            foreach (var (component, instance) in Lasting)
            {
                await machine.RunAsync($"waiting for {instance.Unit} to be healthy", Health(component, instance), cancellationToken);
            }

            await SwitchAsync(certificate, ingress, cancellationToken);
        }
        catch (Exception e) when (e is DeploymentFailure or OperationCanceledException)
        {
            await GiveUpAsync(e is DeploymentFailure, warn);
            throw;
        }

        try
        {
            await RunJobsAsync("POST_DEPLOY", cancellationToken);
        }
        catch (DeploymentFailure e)
        {
            warn($"the deployment is live, and after it failed {e.Step}: {e.Log}");
        }

        await machine.RunAsync("taking away what was live before", $"retire {Sh.Quote(Units(Lasting))}\nclear_away {Number(generation)}", cancellationToken);
    }

    private async Task BuildAsync(AppComponent component, CancellationToken cancellationToken)
    {
        var step = $"building {component.Name}";
        var directory = tree.DirectoryOf(component) ?? throw new DeploymentFailure(step, $"there is no directory '{component.SourceDirectory}' in {tree.Root}");
        var kind = SourceKind.Of(directory);
        if (!kind.IsPython && component.Kind != ComponentKind.StaticSite)
        {
            throw new DeploymentFailure(step, $"could not detect an app type in '{component.SourceDirectory}': Python's has a requirements.txt, pyproject.toml, setup.py or Pipfile");
        }

        var (unit, image) = ($"build-{component.Name}-{Number(generation)}", ImageOf(component));
        var archive = $"{unit}.tar.gz";
        var files = await tree.ReadAsync(directory, cancellationToken);
        await machine.WriteAsync($"srv/platform/incoming/{archive}", (to, token) => SourceArchive.WriteAsync(files, to, token), cancellationToken);
        var command = string.Join('\n', new[] { kind.IsPython ? AppMachine.BuildpackCommand : "", component.Inputs.Text("buildCommand") }.Where(l => l.Length > 0));
        Write(component, unit, command, ComponentUnit.Build(component, unit, image), isBuild: true);
        await machine.RunAsync(step, $"unpack {image} {archive}\nbegin {unit}", cancellationToken);
        if (component.Kind == ComponentKind.StaticSite)
        {
            var output = component.Inputs.Text("outputDir").Trim('/') is { Length: > 0 } given ? given : ".";
            await machine.RunAsync($"publishing {component.Name}", $"publish {image} {Sh.Quote(output)} {IngressConfiguration.SiteOf(generation, component.Name)}", cancellationToken);
        }
    }

    private async Task StartAsync(AppComponent component, Instance instance, CancellationToken cancellationToken)
    {
        var user = component.Image is null ? Prepare(component, instance) : await PrepareContainerAsync(component, instance, cancellationToken);
        await machine.RunAsync(
            component.IsLasting ? $"starting {instance.Unit}" : $"running the job {component.Name}",
            $"{user}\nplace {instance.Unit} {instance.Space} {instance.Address}\nbegin {instance.Unit}",
            cancellationToken);
    }

    /// <summary>Writes what an instance of a build is; returns what is to be done before its start.</summary>
    private string Prepare(AppComponent component, Instance instance)
    {
        var command = component.Inputs.Text("runCommand") is { Length: > 0 } given ? given : SourceKind.Of(tree.DirectoryOf(component)!).WebCommand;
        if (command is null)
        {
            throw new DeploymentFailure($"starting {component.Name}", "it has no run command: give runCommand, or a Procfile with a line 'web: …'");
        }

        Write(component, instance.Unit, command, ComponentUnit.Run(component, instance, ImageOf(component)), isBuild: false);
        return "";
    }

    /// <summary>The same for an instance of an image.</summary>
    private async Task<string> PrepareContainerAsync(AppComponent component, Instance instance, CancellationToken cancellationToken)
    {
        var image = ImageOf(component);
        var (configuration, command) = await _containers.ReadAsync(component, image, cancellationToken);
        machine.Write(
            EnvironmentFile(component, instance.Unit, configuration.Environment.SetItems(variables.EnvironmentOf(component, isBuild: false)), isBuild: false),
            UnitFile(instance.Unit, ContainerUnit.Run(component, instance, image, configuration, command)));
        return $"known_as {Number(configuration.User)} {Number(configuration.Group)}";
    }

    private async Task RunJobsAsync(string kind, CancellationToken cancellationToken)
    {
        foreach (var job in spec.Jobs(kind))
        {
            await StartAsync(job, _all.First(i => i.Component == job).Instance, cancellationToken);
        }
    }

    private async Task SwitchAsync(Infra.Machine.Provider.Certificates.IssuedCertificate certificate, string ingress, CancellationToken cancellationToken)
    {
        ImmutableArray<Instance> instances = [.. Lasting.Select(i => i.Instance)];
        machine.Write(
            new TreeFile(IngressConfiguration.Certificate[1..], certificate.Certificate, AppMachine.Public),
            new TreeFile(IngressConfiguration.Key[1..], certificate.PrivateKey, AppMachine.Private),
            new TreeFile(Configuration, IngressConfiguration.Render(spec, ingress, instances, generation), AppMachine.Public));
        var hosts = string.Concat(Lasting.Where(i => i.Component.Kind == ComponentKind.Service).Select(i => $"{i.Instance.Address} {i.Component.Name} # app\\n"));
        var drain = spec.Components.Where(c => c.Kind == ComponentKind.Service).Select(c => c.Drain).DefaultIfEmpty(0).Max();
        await machine.RunAsync(
            "giving it the requests",
            $"know_hosts '{hosts}'\nchange_ways {Number(drain)}\necho {Sh.Quote(Units(Lasting))} >/srv/platform/live",
            cancellationToken);
    }

    /// <summary>Takes away what of it is there; what was live stays.</summary>
    private async Task GiveUpAsync(bool hasFailed, Action<string> warn)
    {
        try
        {
            if (hasFailed)
            {
                await RunJobsAsync("FAILED_DEPLOY", CancellationToken.None);
            }
        }
        catch (DeploymentFailure e)
        {
            warn($"after the deployment had failed, so did {e.Step}: {e.Log}");
        }

        try
        {
            await machine.RunAsync(
                "taking away what is not live",
                $"retire \"$(cat /srv/platform/live 2>/dev/null)\"\nrm -rf {ComponentUnit.Images}/{Number(generation)} /srv/platform/sites/{Number(generation)}",
                CancellationToken.None);
        }
        catch (DeploymentFailure e)
        {
            warn($"not all of the failed deployment could be taken away: {e.Log}");
        }
    }

    private void Write(AppComponent component, string unit, string command, string definition, bool isBuild)
    {
        var environment = variables.EnvironmentOf(component, isBuild)
            .SetItem("PATH", $"{ComponentUnit.Workspace}/.venv/bin:/usr/local/bin:/usr/bin:/bin").SetItem("HOME", ComponentUnit.Workspace);
        machine.Write(
            EnvironmentFile(component, unit, environment, isBuild),
            new TreeFile($"{ComponentUnit.Commands[1..]}/{unit}", command + "\n", AppMachine.Public),
            UnitFile(unit, definition));
    }

    private static TreeFile EnvironmentFile(AppComponent component, string unit, ImmutableSortedDictionary<string, string> environment, bool isBuild) => new(
        $"{ComponentUnit.Environments[1..]}/{unit}",
        EnvironmentText.Render(!isBuild && component.Kind == ComponentKind.Service ? environment.SetItem("PORT", Number(component.Port)) : environment),
        AppMachine.Private);

    private static TreeFile UnitFile(string unit, string definition) => new($"etc/systemd/system/{unit}.service", definition, AppMachine.Public);

    private static string Health(AppComponent component, Instance instance)
    {
        if (component.Kind != ComponentKind.Service)
        {
            return $"sleep 1\n[ \"$(systemctl show -p NRestarts --value {instance.Unit})\" -eq 0 ] || {{ words {instance.Unit}; fail 'it ended at once'; }}";
        }

        var check = component.Inputs.Object("healthCheck") ?? PropertyMap.Empty;
        var patience = (check.Number("periodSeconds") ?? Period) * (check.Number("failureThreshold") ?? Failures);
        return $"healthy {instance.Unit} {instance.Address} {Number(check.Number("port") ?? component.Port)} {Sh.Quote(check.Text("httpPath"))} "
            + $"{Number(check.Number("initialDelaySeconds") ?? 0)} {Number(patience)} {Number(check.Number("timeoutSeconds") ?? 1)}";
    }

    private string ImageOf(AppComponent component) => $"{ComponentUnit.Images}/{Number(generation)}/{component.Name}";

    private static string Units(IEnumerable<(AppComponent Component, Instance Instance)> instances) => string.Join(' ', instances.Select(i => i.Instance.Unit));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
