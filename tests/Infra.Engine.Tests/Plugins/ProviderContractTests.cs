using Infra.Engine.Execution;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;
using Infra.Machine.Provider;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>The contract's providers: the tests' own and the machine provider, each in this process and behind the protocol.</summary>
public static class ProviderContractTests
{
    internal static ProviderContract.Sample[] Machine { get; } =
    [
        new("machine:index:KeyPair", Of("comment", "one"), Of("comment", "two"), Of("comment", "a\nb"), "comment"),
        new("machine:index:Password", Of("length", 20), Of("length", 30), Of("length", 3), "length"),
        new("machine:index:CertificateAuthority", Of("commonName", "one"), Of("commonName", "two"), PropertyMap.Empty, "commonName"),
    ];

    private static ProviderContract.Sample[] Things { get; } = [new(TestEngine.ThingType, Of("size", 1), Of("size", 2), Of("bad", true), "bad")];

    private static PropertyMap Of(string name, PropertyValue value) => PropertyMap.Empty.With(name, value);

    public sealed class Test : ProviderContract
    {
        internal override IEnumerable<Sample> Samples => Things;

        internal override Task<IResourceProvider> StartAsync() => Task.FromResult<IResourceProvider>(new TestProvider(new Ledger()));
    }

    public sealed class TestServed : ProviderContract, IAsyncDisposable
    {
        private readonly ServedProvider _served = new(new TestProvider(new Ledger()));

        internal override IEnumerable<Sample> Samples => Things;

        internal override Task<IResourceProvider> StartAsync() => _served.StartAsync();

        public ValueTask DisposeAsync() => _served.DisposeAsync();
    }

    public sealed class MachineInProcess : ProviderContract
    {
        internal override IEnumerable<Sample> Samples => Machine;

        internal override Task<IResourceProvider> StartAsync() => Task.FromResult<IResourceProvider>(new MachineProvider(new Silence()));
    }

    /// <summary>The executable pulumi-resource-machine, over gRPC.</summary>
    public sealed class MachineAsPlugin : ProviderContract, IAsyncLifetime
    {
        private readonly PluginStack _stack = new();
        private ProviderLoader _loader = null!;

        internal override IEnumerable<Sample> Samples => Machine;

        public Task InitializeAsync()
        {
            _stack.Plugins["machine"] = MachinePlugin.Executable;
            _loader = new ProviderLoader(ProviderCatalog.Empty, _stack.Operation(), new EventSink(new Nobody(), TimeProvider.System));
            return Task.CompletedTask;
        }

        public async Task DisposeAsync()
        {
            await _loader.DisposeAsync();
            _stack.Dispose();
        }

        internal override Task<IResourceProvider> StartAsync() => _loader.LoadAsync(new PluginRequest("machine"), CancellationToken.None);
    }

    internal sealed class Silence : IProviderHost
    {
        public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
        {
        }
    }
}
