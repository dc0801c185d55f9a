using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Keeps rehearsals and real things apart: a state is of one or the other, and says so.</summary>
internal static class RehearsalMark
{
    /// <summary>The input of a provider in the state that takes a cloud's place.</summary>
    private const string Input = "rehearsal";

    /// <summary>What makes the package's provider in a rehearsal; null if there is none.</summary>
    internal static Func<IProviderHost, IResourceProvider>? Find(ProviderCatalog catalog, string package) =>
        catalog.Rehearsals.GetValueOrDefault(package) ?? catalog.InProcess.GetValueOrDefault(package);

    /// <summary>Refuses to go on with things that are not there.</summary>
    /// <exception cref="InfraException">INF7501: the state is of a rehearsal; INF7502: it is of the real stack.</exception>
    internal static void Demand(Operation operation, Snapshot snapshot, ProviderCatalog catalog)
    {
        var providers = snapshot.Resources.Where(r => Urn.IsProviderType(r.Type)).ToArray();
        if (!operation.Rehearsal && providers.FirstOrDefault(IsMarked) is { } rehearsed)
        {
            throw new InfraException(
                "INF7501", "The state is that of a rehearsal",
                $"{rehearsed.Urn} takes the cloud's place on this computer: the things in the state '{operation.StackName}' are not in the cloud.",
                "Go on with the rehearsal:\n    infra up --rehearse\nor take it away:\n    infra destroy --rehearse");
        }

        if (operation.Rehearsal && providers.FirstOrDefault(p => catalog.Rehearsals.ContainsKey(Urn.Package(p.Type)) && !IsMarked(p)) is { } real)
        {
            throw new InfraException(
                "INF7502", "The state is that of the real stack",
                $"{real.Urn} is the cloud's own provider: the things in the state '{operation.StackName}' are real.",
                "Rehearse under a name of its own: --rehearse adds \"-rehearsal\" to the stack's name by itself.");
        }
    }

    internal static InfraException Impossible(ProviderCatalog catalog, string package) => new(
        "INF7503", $"The package '{package}' cannot be rehearsed",
        "Its provider would ask the real cloud, and a rehearsal never does.",
        $"Rehearsed are: {string.Join(", ", catalog.Rehearsals.Keys)}. What runs on this computer anyway: {string.Join(", ", catalog.InProcess.Keys)}.");

    private static bool IsMarked(ResourceState provider) => provider.Inputs.ContainsKey(Input);
}
