namespace Infra.Hosting;

/// <summary>A place an environment can live in; answers three questions about a declaration, the first two without side effects.</summary>
public abstract class Host
{
    /// <summary>As infra:host names it.</summary>
    public abstract string Name { get; }

    /// <summary>Can you? Everything there is to say, at once.</summary>
    public abstract IReadOnlyList<Finding> Assess(Declaration declaration);

    /// <summary>What does it cost?</summary>
    public abstract IReadOnlyList<CostLine> Estimate(Declaration declaration);

    /// <summary>Do it: declares the resources as children of the environment.</summary>
    public abstract DeployedEnvironment Deploy(ProductionEnvironment environment);
}
