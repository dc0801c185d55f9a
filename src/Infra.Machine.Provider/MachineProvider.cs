using System.Collections.Frozen;
using System.Reflection;
using Infra.Machine.Provider.Certificates;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Databases;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Releases;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Ssh;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Protocol.Text;

namespace Infra.Machine.Provider;

/// <summary>The layers inside a server, keys and certificates for it, and servers on this computer.</summary>
public sealed class MachineProvider : IResourceProvider
{
    private readonly FrozenDictionary<string, IMachineResource> _resources;
    private readonly FrozenDictionary<string, IMachineFunction> _functions;
    private readonly SshClient _ssh;
    private readonly CancellationTokenSource _cancelled = new();

    public MachineProvider(IProviderHost host, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        clock ??= TimeProvider.System;
        var local = LocalRoot.FromEnvironment(Environment.GetEnvironmentVariable);
        _ssh = new SshClient(clock);
        var runner = new ScriptRunner(_ssh);
        var releases = new ReleaseDeployer(runner, host, clock);
        _resources = new IMachineResource[]
        {
            new KeyPair(),
            new Password(),
            new CertificateAuthority(clock),
            new Certificate(clock),
            new LocalServer(host, local),
            new Configuration(runner, host),
            new Database(runner, host),
            new Release(releases),
        }.ToFrozenDictionary(r => r.Token, StringComparer.Ordinal);
        _functions = new IMachineFunction[] { new InspectLocal(local), new PruneLocal(local, clock), new Rollback(releases) }.ToFrozenDictionary(f => f.Token, StringComparer.Ordinal);
    }

    public string Version => "0.1.0";

    public ProviderCapabilities Capabilities { get; } = new(AcceptSecrets: true, AcceptResources: false, AcceptOutputs: false, SupportsPreview: true);

    internal IEnumerable<string> ResourceTokens => _resources.Keys;

    internal IEnumerable<string> FunctionTokens => _functions.Keys;

    public async Task<string> GetSchemaAsync(CancellationToken cancellationToken)
    {
        await using var schema = Assembly.GetExecutingAssembly().GetManifestResourceStream("schema.json")
            ?? throw new InvalidOperationException("the schema is missing in the assembly");
        using var reader = new StreamReader(schema);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(InputReader.Check(
        args.News,
        inputs =>
        {
            inputs.OptionalText("version");
            inputs.OptionalText("pluginDownloadURL");
            return args.News;
        }));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(Resource(args.Urn).Check(args));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(Resource(args.Urn).Diff(args));

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) =>
        UntilCancelledAsync(token => Resource(args.Urn).CreateAsync(args, token), cancellationToken);

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) =>
        UntilCancelledAsync(token => Resource(args.Urn).ReadAsync(args, token), cancellationToken);

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) =>
        UntilCancelledAsync(token => Resource(args.Urn).UpdateAsync(args, token), cancellationToken);

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        async token =>
        {
            await Resource(args.Urn).DeleteAsync(args, token);
            return true;
        },
        cancellationToken);

    public Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) => UntilCancelledAsync(
        token => _functions.TryGetValue(args.Token, out var function)
            ? function.InvokeAsync(args, token)
            : throw new ProviderException($"the machine provider has no function '{args.Token}'{Suggestion.For(args.Token, _functions.Keys)}"),
        cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken) => _cancelled.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _cancelled.CancelAsync();
        await _ssh.DisposeAsync();
        _cancelled.Dispose();
    }

    private IMachineResource Resource(string urn)
    {
        var type = ResourceType.Of(urn);
        return _resources.TryGetValue(type, out var resource)
            ? resource
            : throw new ProviderException($"the machine provider has no resource '{type}'{Suggestion.For(type, _resources.Keys)}");
    }

    private async Task<T> UntilCancelledAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancelled.Token);
        return await call(either.Token);
    }
}
