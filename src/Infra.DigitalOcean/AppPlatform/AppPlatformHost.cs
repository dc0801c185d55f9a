using Infra.Hosting;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>An app on DigitalOcean's platform, which runs the operating system, the web server and the certificates itself.</summary>
public sealed class AppPlatformHost(AppSettings settings) : Host
{
    private readonly AppAssessment _assessment = new(settings);

    public override string Name => "digitalocean/app-platform";

    public override IReadOnlyList<Finding> Assess(Declaration declaration) => [.. _assessment.Of(declaration)];

    /// <summary>Empty while something is impossible.</summary>
    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) =>
        Assess(declaration).Any(finding => finding.Verdict == Verdict.Impossible) ? [] : [.. AppEstimate.Of(_assessment.Choose(declaration), settings, declaration)];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment) =>
        new AppDeployment(environment, settings, _assessment.Choose(environment.Declaration)).Deploy();
}
