using Infra.Hosting;
using Pulumi;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A virtual machine at DigitalOcean.</summary>
public sealed class DropletHost(DropletSettings settings) : Host
{
    private readonly DropletAssessment _assessment = new(settings);

    public override string Name => "digitalocean/droplet";

    /// <summary>Of its resources' arguments.</summary>
    private ResourceChanges Changes { get; init; } = ResourceChanges.None;

    public override IReadOnlyList<Finding> Assess(Declaration declaration) =>
        [.. _assessment.Of(declaration), .. Finding.HostSpecific("DigitalOcean", [.. string.IsNullOrEmpty(settings.Image) ? [] : new[] { "infra:image" }, .. Changes.Names])];

    /// <summary>Empty while something is impossible.</summary>
    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) =>
        Assess(declaration).Any(finding => finding.Verdict == Verdict.Impossible) ? [] : [.. DropletEstimate.Of(declaration, _assessment.Choose(declaration), settings)];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment) =>
        new DropletDeployment(environment, settings, _assessment.Choose(environment.Declaration), Changes).Deploy();

    internal DropletHost With<TArgs>(Action<TArgs> change)
        where TArgs : ResourceArgs => new(settings) { Changes = Changes.Add(change) };
}
