using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Protocol.Grpc;
using Infra.Protocol.Providers;
using Pulumirpc;
using LogSeverity = Infra.Protocol.Providers.LogSeverity;

namespace Infra.Engine.Plugins;

/// <summary>
/// Finds a package's provider: one that runs already, the plugin that the project names, in this process, or a plugin by
/// Pulumi's rules. Plugins it has started end with their providers. In an offline preview a package's facts stand in for a
/// plugin that cannot be asked.
/// </summary>
internal sealed class ProviderLoader : IProviderLoader, IProviderHost
{
    private static readonly TimeSpan _start = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    private readonly ProviderCatalog _catalog;
    private readonly Operation _operation;
    private readonly EventSink _events;
    private readonly PluginEnvironment _environment;
    private readonly Lazy<Task<GrpcServer>> _engine;
    private readonly Lazy<ImmutableSortedDictionary<string, int>> _attached;

    public ProviderLoader(ProviderCatalog catalog, Operation operation, EventSink events, PluginEnvironment? environment = null)
    {
        (_catalog, _operation, _events) = (catalog, operation, events);
        _environment = environment ?? PluginEnvironment.Current();
        _engine = new(ServeAsync);
        _attached = new(() => AttachedProviders.Parse(_environment.Attached));
    }

    public async Task<IResourceProvider> LoadAsync(PluginRequest request, CancellationToken cancellationToken)
    {
        if (_operation.Rehearsal)
        {
            return (RehearsalMark.Find(_catalog, request.Package) ?? throw RehearsalMark.Impossible(_catalog, request.Package))(this);
        }

        if (_attached.Value.TryGetValue(request.Package, out var port))
        {
            return await AttachAsync(request.Package, port, cancellationToken);
        }

        if (!_operation.Project.ProviderPlugins.ContainsKey(request.Package) && _catalog.InProcess.TryGetValue(request.Package, out var make))
        {
            return make(this);
        }

        if (_operation is not { MayPreviewOffline: true, DryRun: true, Kind: OperationKind.Up, Refresh: false }
            || !_catalog.Offline.TryGetValue(request.Package, out var offline)
            || _operation.Project.ProviderPlugins.ContainsKey(request.Package))
        {
            return await LoadPluginAsync(request, cancellationToken);
        }

        if (offline.MissingCredentials(request.Configured) is { } missing)
        {
            return MakeOffline(offline, request, missing);
        }

        try
        {
            return await LoadPluginAsync(request, cancellationToken);
        }
        catch (InfraException e) when (e.Code == PluginInstaller.MissingCode)
        {
            return MakeOffline(offline, request, e.Message);
        }
    }

    private async Task<IResourceProvider> LoadPluginAsync(PluginRequest request, CancellationToken cancellationToken)
    {
        var path = new PluginLocator(_operation.Project, _environment).Find(request, ambient => Log(LogSeverity.Warning, $"using {ambient} from $PATH"))
            ?? await new PluginInstaller(_environment, this).InstallAsync(request, cancellationToken);
        return await StartAsync(request.Package, path, cancellationToken);
    }

    private IResourceProvider MakeOffline(OfflinePackage offline, PluginRequest request, string missing)
    {
        var provider = offline.Make(missing, this);
        Log(LogSeverity.Info, $"{request.Package}: previewed offline, from the facts of version {provider.Version}: {missing}.\n"
            + "Inputs were checked; what only the cloud knows is unknown, and what it would refuse (names in use, quotas, sizes of a region) is not seen.");
        return provider;
    }

    public string ProjectDirectory => _operation.Project.RootDirectory;

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false) =>
        _events.Diagnose(urn, severity, message, ephemeral);

    public async ValueTask DisposeAsync()
    {
        if (_engine.IsValueCreated)
        {
            await (await _engine.Value).DisposeAsync();
        }
    }

    private async Task<IResourceProvider> StartAsync(string package, string path, CancellationToken cancellationToken)
    {
        var command = PluginCommand.For(package, path);
        var engine = (await _engine.Value).Address;
        var info = new ProcessStartInfo(command.File, command.Arguments.Add(engine)) { WorkingDirectory = WorkingDirectory() };
        foreach (var (name, value) in Variables())
        {
            info.Environment[name] = value;
        }

        var process = await PluginProcess.StartAsync(package, info, _start, line => Log(LogSeverity.Debug, $"{package}: {line}"), cancellationToken);
        var calls = new PluginCalls(package, new GrpcChannel($"127.0.0.1:{process.Port}"), process, _grace);
        try
        {
            var directory = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
            var greeting = Greeting(engine);
            greeting.RootDirectory = greeting.ProgramDirectory = directory;
            return await PluginProvider.ConnectAsync(calls, greeting, cancellationToken);
        }
        catch
        {
            await calls.DisposeAsync();
            throw;
        }
    }

    private async Task<IResourceProvider> AttachAsync(string package, int port, CancellationToken cancellationToken)
    {
        var engine = (await _engine.Value).Address;
        var calls = new PluginCalls(package, new GrpcChannel(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")), process: null, _grace);
        try
        {
            await calls.TryAsync("Attach", new PluginAttach { Address = engine }, Empty.Parser, cancellationToken);
            return await PluginProvider.ConnectAsync(calls, Greeting(engine), cancellationToken);
        }
        catch (ProviderException e)
        {
            await calls.DisposeAsync();
            throw AttachedProviders.Silent(package, port, e.Message);
        }
    }

    private static ProviderHandshakeRequest Greeting(string engine) => new() { EngineAddress = engine, InvokeWithPreview = true };

    /// <summary>What the official engine tells a plugin beside this process's own environment.</summary>
    private IEnumerable<KeyValuePair<string, string>> Variables()
    {
        yield return new("PULUMI_PROJECT", _operation.Project.Name);
        yield return new("PULUMI_CONFIG", ProgramEnvironment.Configuration(_operation));
        // A plugin that is a .NET program finds the runtime that runs this one.
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is null)
        {
            yield return new("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")));
        }

        foreach (var (option, value) in _operation.Project.RuntimeOptions)
        {
            yield return new("PULUMI_RUNTIME_" + option.ToUpperInvariant(), value);
        }
    }

    private string WorkingDirectory()
    {
        var main = Path.GetFullPath(Path.Combine(_operation.Project.RootDirectory, _operation.Project.Main));
        return Directory.Exists(main) ? main : _operation.Project.RootDirectory;
    }

    private async Task<GrpcServer> ServeAsync()
    {
        var server = new GrpcServer();
        new EngineService(_events).MapTo(server);
        await server.StartAsync(CancellationToken.None);
        return server;
    }
}
