namespace Infra.Rehearsal.Platform;

/// <summary>A running copy of a service or worker, or a job.</summary>
/// <param name="Component">Of which.</param>
/// <param name="Unit">Its unit of systemd, without the suffix.</param>
/// <param name="Space">Its network namespace.</param>
/// <param name="Address">There.</param>
internal sealed record Instance(string Component, string Unit, string Space, string Address)
{
    /// <summary>The network of an app's instances, inside its machine alone.</summary>
    public const string Network = "198.18.0.0/16";

    /// <summary>The machine itself in that network.</summary>
    public const string Gateway = "198.18.0.1";

    /// <summary>Deployments that may be there at the same time or shortly after one another.</summary>
    public const int Generations = 200;

    /// <param name="component">Of which.</param>
    /// <param name="generation">The deployment's number.</param>
    /// <param name="place">Its own in the deployment, from 0.</param>
    public static Instance Of(AppComponent component, int generation, int place) => new(
        component.Name, $"app-{component.Name}-{generation}-{place}", $"g{generation}i{place}", $"198.18.{(generation % Generations) + 1}.{place + 1}");
}
