using Infra.Hosting;
using Pulumi;

namespace Infra.Tests.Support;

/// <summary>A host that says what it is told to say, and makes nothing.</summary>
internal sealed class StubHost(params Finding[] findings) : Host
{
    public override string Name => "stub";

    public int Deployments { get; private set; }

    public override IReadOnlyList<Finding> Assess(Declaration declaration) => findings;

    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) =>
        [new("server", 6m, "USD", ""), new("backups", 1.2m, "USD", ""), new("name", 0, "", "")];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment)
    {
        Deployments++;
        return new()
        {
            Url = Output.Create("https://192.0.2.7/"),
            Address = Output.Create("192.0.2.7"),
            Login = Output.Create("infra ssh"),
            Release = Output.Create("1"),
        };
    }
}
