using Infra.Text;

namespace Infra.Hosting;

/// <summary>Stands for a name that is no host, so that this is reported beside all other findings.</summary>
public sealed class UnknownHost(string name, IReadOnlyList<string> known) : Host
{
    public override string Name => name;

    public override IReadOnlyList<Finding> Assess(Declaration declaration) =>
    [
        Finding.Impossible(
            Codes.UnknownHost,
            "Host",
            $"There is no host '{name}'.{Suggestion.For(name, known)}",
            $"Known hosts are {string.Join(", ", known)}:\ninfra config set host {known[0]}"),
    ];

    public override IReadOnlyList<CostLine> Estimate(Declaration declaration) => [];

    public override DeployedEnvironment Deploy(ProductionEnvironment environment) =>
        throw new InvalidOperationException($"the unknown host '{name}' was asked to deploy");
}
