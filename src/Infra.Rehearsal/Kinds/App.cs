using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Infra.Machine.Provider.Local.Images;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Dns;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;
using Infra.Rehearsal.Platform;
using Infra.Rehearsal.Platform.Building;
using Infra.Rehearsal.Platform.Checks;
using Infra.Rehearsal.Platform.Containers;

namespace Infra.Rehearsal.Kinds;

/// <summary>An app of the platform's: a machine with its instances, each unprivileged and in a network of its own, and the way into them.</summary>
internal sealed class App : Kind
{
    /// <summary>The domain in which the platform gives names.</summary>
    internal const string Zone = "ondigitalocean.app";

    /// <summary>Of all it is the output that says whether what is declared is what is live.</summary>
    private const string Active = "activeDeploymentId";

    private const string Image = "debian-12";

    // Unpacks images.
    private const string ContainerPackage = "umoci";

    private static readonly ImmutableArray<string> _packages = ["nftables", "nginx", "python3-packaging", "python3-pip"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) => AppCheck.Run(inputs);

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others)
    {
        var name = new AppSpec(inputs).Name;
        return others.FirstOrDefault(o => new AppSpec(o.Inputs).Name == name) is { } other ? $"app name already exists: '{name}' is another app's ({other.Id})" : null;
    }

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var ingress = $"{new AppSpec(work.Inputs).Name}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))[..5]}.{Zone}";
        var outputs = await DeployAsync(thing with { Outputs = [new("ingress", ingress)] }, work, cancellationToken);
        return
        [
            .. outputs, new("appUrn", $"do:app:{thing.Id}"), new("createdAt", work.Clock()), new("defaultIngress", "https://" + ingress), new("dedicatedIps", PropertyValue.Array()),
            .. work.Inputs.ContainsKey("projectId") ? PropertyMap.Empty : [new("projectId", Guid.Empty.ToString())],
        ];
    }

    public override Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken) => DeployAsync(thing, work, cancellationToken);

    /// <summary>An app of which something does not run has no active deployment: the next run makes one.</summary>
    public override async Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken)
    {
        var machines = new CloudMachine(account.Root, Silence.Narrator);
        if (machines.Find(MachineName(thing)) is not { } machine)
        {
            return null;
        }

        return machines.IsRunning(machine) && await AppMachine.IsLiveAsync(machines, machine.Name, cancellationToken) ? thing : thing with { Outputs = thing.Outputs.With(Active, "") };
    }

    /// <summary>Code that is not the one that is live is a push: the platform deploys it.</summary>
    public override async Task<string?> StaleAsync(Thing thing, PropertyMap outputs, PropertyMap inputs, string project, CancellationToken cancellationToken) =>
        outputs.Text(Active).Length == 0 || await DigestAsync(new AppSpec(inputs), WorkingTree.Around(project), cancellationToken) != thing.Text("source") ? Active : null;

    public override Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken) =>
        new CloudMachine(work.Account.Root, work.Narrator).RemoveAsync(MachineName(thing), cancellationToken);

    public override async Task SettleAsync(Work work, CancellationToken cancellationToken)
    {
        await CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);
        await NameServer.ApplyAsync(work, cancellationToken);
    }

    public override IEnumerable<string> MachinesOf(Thing thing) => [MachineName(thing)];

    /// <summary>The name of its machine on this computer.</summary>
    internal static string MachineName(Thing app) => MachinePlan.NameFor(new AppSpec(app.Inputs).Name, app.Id);

    private static async Task<PropertyMap> DeployAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var (spec, tree, ingress) = (new AppSpec(work.Inputs), WorkingTree.Around(work.Project), thing.Text("ingress"));
        ImagePull.Demand(spec.Components.Select(c => c.Image).OfType<PropertyMap>(), work.Account.Registry);
        SayWhatDiffers(spec, tree, work);
        var machine = new AppMachine(work, MachineName(thing));
        var generation = (thing.Number("generation") ?? 0) + 1;
        var variables = new Variables(spec, thing.Id, spec.LiveDomain(ingress), ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty);
        try
        {
            var address = await machine.EnsureAsync(spec.Name, await PackagesAsync(spec, tree, work, cancellationToken), cancellationToken);
            variables = variables with { Databases = await AppDatabases.EnsureAsync(spec, machine, work, cancellationToken) };
            string[] names = [ingress, .. spec.Domains.SelectMany(d => d.Flag("wildcard") ? [d.Text("name"), "*." + d.Text("name")] : new[] { d.Text("name") })];
            var certificate = await RehearsalAuthority.IssueAsync(work.Account, [.. names], work.Time, cancellationToken);
            var source = await DigestAsync(spec, tree, cancellationToken);
            await new Deployment(machine, spec, variables, tree, work.Account.Registry, generation).RunAsync(certificate, ingress, message => work.Narrator.Warn(Masked(message, variables)), cancellationToken);
            await AppDatabases.DropOthersAsync(spec, machine, cancellationToken);
            if (generation == 1)
            {
                work.Narrator.Notice($"https://{spec.LiveDomain(ingress)} is at {address}; its certificate is signed by {RehearsalAuthority.FileOf(work.Account)}");
            }

            return
            [
                new("address", address), new("ingress", ingress), new("generation", generation), new("source", source), new(Active, NewUuid()), new("updatedAt", work.Clock()),
                new("liveDomain", spec.LiveDomain(ingress)), new("liveUrl", "https://" + spec.LiveDomain(ingress)),
            ];
        }
        catch (DeploymentFailure e)
        {
            var before = generation == 1 ? "" : " What was live before it is live.";
            throw new ProviderException(
                $"INF7508: the deployment of the app '{spec.Name}' failed at: {e.Step}.{before}\nThe last lines of its log:\n{Indented(Masked(e.Log, variables))}\nMend the cause and run the command again.");
        }
    }

    /// <summary>What Debian has of the requirements comes with the machine: it is downloaded once on this computer.</summary>
    private static async Task<ImmutableArray<string>> PackagesAsync(AppSpec spec, WorkingTree tree, Work work, CancellationToken cancellationToken)
    {
        var requirements = string.Join('\n', Built(spec).Select(tree.DirectoryOf).OfType<string>().Distinct(StringComparer.Ordinal).Select(d => SourceKind.Of(d).Requirements));
        var python = requirements.Trim().Length == 0
            ? []
            : (await DebianPython.OfAsync(new ImageStore(work.Account.Root.Images), Image, work.Narrator.Progress, cancellationToken)).For(requirements);
        return [.. _packages, .. spec.Components.Any(c => c.Image is not null) ? [ContainerPackage] : Array.Empty<string>(), .. python, .. spec.Databases.Any(d => !d.IsManaged) ? [DevelopmentDatabase.Package] : Array.Empty<string>()];
    }

    private static async Task<string> DigestAsync(AppSpec spec, WorkingTree tree, CancellationToken cancellationToken)
    {
        var digests = new List<string>();
        foreach (var component in Built(spec).DistinctBy(c => c.SourceDirectory))
        {
            digests.Add(await tree.DigestAsync(component, cancellationToken));
        }

        return string.Join(' ', digests);
    }

    private static void SayWhatDiffers(AppSpec spec, WorkingTree tree, Work work)
    {
        if (Built(spec).Any())
        {
            work.Narrator.Notice($"the working tree in {tree.Root} stands for the repository: what is there is deployed, committed or not");
        }

        var wanted = Built(spec).Select(tree.DirectoryOf).OfType<string>().Select(SourceKind.Of).FirstOrDefault(k => k.IsPython && !k.IsSamePython);
        if (wanted is not null)
        {
            work.Narrator.Warn($"Python {wanted.WantedPython} is rehearsed with {SourceKind.Python}, which this computer's Debian has");
        }

        if (spec.Components.Any(c => c.Inputs.Object("autoscaling") is not null))
        {
            work.Narrator.Warn("autoscaling is not rehearsed: there are as many instances as it has at least");
        }

        if (spec.Components.Any(c => !c.Inputs.Objects("logDestinations").IsEmpty))
        {
            work.Narrator.Warn("log destinations are not rehearsed: nothing is sent anywhere");
        }
    }

    private static IEnumerable<AppComponent> Built(AppSpec spec) => spec.Components.Where(c => c.Image is null);

    private static string Masked(string text, Variables variables) =>
        variables.Secrets().Aggregate(text, (masked, secret) => masked.Replace(secret, "[secret]", StringComparison.Ordinal));

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(l => string.Create(CultureInfo.InvariantCulture, $"    {l}")));
}
