using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Infra.Protocol.Grpc;

namespace Infra.Protocol.Providers;

/// <summary>The main part of a provider plugin's process.</summary>
public static class ProviderPlugin
{
    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Serves the provider until it is told to end (SIGTERM, SIGINT), the token fires or the engine is gone. The first line
    /// on <paramref name="output"/> is the port.
    /// </summary>
    /// <param name="make">Makes the provider.</param>
    /// <param name="arguments">The plugin's: the last one that is no flag is the engine's address.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(Func<IProviderHost, IResourceProvider> make, IEnumerable<string> arguments, Stream output, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var engine = new EngineLog(arguments.LastOrDefault(a => !a.StartsWith('-')) ?? "");
        await using var provider = make(engine);
        await using var server = new GrpcServer();
        new ProviderService(provider, engine.Attach, engine.SettleAsync).MapTo(server);
        await server.StartAsync(ending.Token);
        await output.WriteAsync(Encoding.ASCII.GetBytes(server.Port.ToString(CultureInfo.InvariantCulture) + "\n"), ending.Token);
        await output.FlushAsync(ending.Token);
        try
        {
            await engine.WaitUntilGoneAsync(_watch, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Told to end.
        }

        await provider.CancelAsync(CancellationToken.None);

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ending.Cancel();
        }
    }
}
