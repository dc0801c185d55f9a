using Infra.Cli.Stacks;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Commands;

/// <summary>Reads a stack's state without locking it.</summary>
internal static class StackReading
{
    public static async Task<Snapshot> LoadAsync(ProjectStacks stacks, string name, CancellationToken cancellationToken)
    {
        await using var store = stacks.Backend.OpenStack(name, stacks.Secrets(name, stacks.Settings(name)), write: false);
        return await store.LoadAsync(cancellationToken);
    }

    public static PropertyMap Outputs(Snapshot snapshot) =>
        snapshot.Resources.FirstOrDefault(resource => resource.Type == Display.Urns.StackType && !resource.Delete)?.Outputs ?? PropertyMap.Empty;
}
