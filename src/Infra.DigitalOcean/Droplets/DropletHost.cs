using Infra.Hosting;

namespace Infra.DigitalOcean.Droplets;

/// <summary>A virtual machine at DigitalOcean.</summary>
public sealed class DropletHost(DropletSettings settings) : Host
{
    private readonly DropletAssessment _assessment = new(settings);

    public override string Name => "digitalocean/droplet";

    public override IReadOnlyList<Finding> Assess(Declaration declaration) => [.. _assessment.Of(declaration)];

    /// <summary>Empty while something is impossible.</summary>
    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) =>
        Assess(declaration).Any(finding => finding.Verdict == Verdict.Impossible) ? [] : [.. DropletEstimate.Of(_assessment.Choose(declaration), settings, declaration.Hardware.Servers)];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment) =>
        new DropletDeployment(environment, settings, _assessment.Choose(environment.Declaration)).Deploy();
}
