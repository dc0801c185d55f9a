using System.Collections.Immutable;
using Infra.Engine.Plugins;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Machines;

/// <summary>Asks the local host what is on this computer, without a stack.</summary>
internal static class LocalMachines
{
    private static readonly TimeSpan _lookTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _removalTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Null where there is no such provider.</summary>
    public static async Task<LocalInspection?> InspectAsync(ProviderCatalog providers, CancellationToken cancellationToken) =>
        await InvokeAsync(providers, LocalInspection.Token, PropertyMap.Empty, _lookTimeout, cancellationToken) is { } found ? LocalInspection.From(found) : null;

    /// <summary>Cached images that nothing has used for so many days: removes them, or only says which they are. Null where there is no such provider.</summary>
    public static async Task<ImmutableArray<string>?> PruneAsync(ProviderCatalog providers, int days, bool dryRun, CancellationToken cancellationToken) =>
        await InvokeAsync(providers, "machine:index:pruneLocal", [new("days", days), new("dryRun", dryRun)], dryRun ? _lookTimeout : _removalTimeout, cancellationToken) is { } found
            ? LocalInspection.From(found).Images
            : null;

    private static async Task<PropertyMap?> InvokeAsync(ProviderCatalog providers, string token, PropertyMap args, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!providers.InProcess.TryGetValue("machine", out var create))
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        await using var provider = create(SilentHost.Instance);
        await provider.ConfigureAsync(PropertyMap.Empty, limit.Token);
        return (await provider.InvokeAsync(new InvokeArgs(token, args, Preview: false), limit.Token)).Return;
    }

    internal sealed class SilentHost : IProviderHost
    {
        public static SilentHost Instance { get; } = new();

        public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
        {
        }
    }
}
