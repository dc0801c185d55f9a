using Infra.Engine.Plugins;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Cli.Machines;

/// <summary>Asks the local host what is on this computer, without a stack.</summary>
internal static class LocalMachines
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    /// <summary>Null where there is no such provider.</summary>
    public static async Task<LocalInspection?> InspectAsync(ProviderCatalog providers, CancellationToken cancellationToken)
    {
        if (!providers.InProcess.TryGetValue("machine", out var create))
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        await using var provider = create(SilentHost.Instance);
        await provider.ConfigureAsync(PropertyMap.Empty, limit.Token);
        var result = await provider.InvokeAsync(new InvokeArgs(LocalInspection.Token, PropertyMap.Empty, Preview: false), limit.Token);
        return LocalInspection.From(result.Return);
    }

    internal sealed class SilentHost : IProviderHost
    {
        public static SilentHost Instance { get; } = new();

        public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
        {
        }
    }
}
