using Infra.Hosting;

namespace Infra.Machine.Tests.Support;

/// <summary>A declaration needs a host; its rendering does not.</summary>
internal sealed class NoHost : Host
{
    public override string Name => "none";

    public override IReadOnlyList<Finding> Assess(Declaration declaration) => [];

    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) => [];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment) => throw new NotSupportedException();
}
