using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Workspace;

namespace Infra.Cli.Stacks;

/// <summary>A stack with everything an operation needs of it. A writer holds its lock until disposed.</summary>
internal sealed record OpenedStack(ProjectStacks Stacks, string Name, StackConfig Config, IStackStore Store, ISecretsManager Secrets) : IAsyncDisposable
{
    private const string HostKey = "infra:host";

    public Project Project => Stacks.Project;

    /// <summary>infra:host; "" if the project knows no such key.</summary>
    public string Host => Config.Values.GetValueOrDefault(HostKey, "");

    /// <summary>
    /// Opens a stack for an operation. One that has a file and no state is made by <paramref name="write"/> with
    /// <paramref name="create"/>; to a preview it is an empty one. A rehearsal has a state of its own, and the stack's configuration.
    /// </summary>
    public static async Task<OpenedStack> OpenAsync(
        Invocation invocation, string? given, string? configFile, IReadOnlyList<string> values, bool write, bool create, CancellationToken cancellationToken, bool rehearse = false)
    {
        var stacks = ProjectStacks.Open(invocation);
        var real = RehearsalName.RealOf(stacks.Name(given), rehearse);
        var name = rehearse ? RehearsalName.Of(real) : real;
        var settings = stacks.Settings(real, configFile is null ? null : invocation.Resolve(configFile));
        if (values.Count > 0)
        {
            ConfigAssignment.Apply(settings, values);
        }

        var isPlanned = !stacks.Backend.Exists(name) && settings.Exists && create;
        // Checked before anything is made: a bad configuration leaves nothing behind.
        var config = await StackConfigLoader.LoadAsync(stacks.Project, name, settings, stacks.Secrets(name, settings), cancellationToken);
        if (isPlanned && !write)
        {
            return new OpenedStack(stacks, name, config, new PlannedStore(name), stacks.Secrets(name, settings));
        }

        if (isPlanned)
        {
            StackCreation.Create(stacks, name, settings, invocation.Screen, select: !rehearse);
        }

        var secrets = write ? stacks.SecretsForWriting(name, settings) : stacks.Secrets(name, settings);
        return new OpenedStack(stacks, name, config, stacks.Backend.OpenStack(name, secrets, write, ConfigurationFor(settings)), secrets);
    }

    /// <summary>As the history keeps it: full keys, secrets encrypted.</summary>
    private static JsonObject ConfigurationFor(StackSettings settings) =>
        new(settings.Entries.DistinctBy(entry => entry.Key).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
