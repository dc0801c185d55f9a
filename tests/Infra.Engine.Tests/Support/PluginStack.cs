using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Engine.Workspace;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Support;

/// <summary>A project whose plugins.providers name executables, and an engine that runs operations on its one stack.</summary>
internal sealed class PluginStack(ProviderCatalog? catalog = null) : IDisposable
{
    public TemporaryDirectory Directory { get; } = new();

    public MemoryStore Store { get; } = new();

    public Dictionary<string, string> Plugins { get; } = [];

    /// <summary>Null: this process's.</summary>
    public PluginEnvironment? Environment { get; set; }

    public StackConfig Config { get; set; } = StackConfig.Empty;

    public List<EngineEvent> Events { get; } = [];

    public CancellationTokenSource Stop { get; } = new();

    public CancellationTokenSource Abort { get; } = new();

    public IEnumerable<string> Errors => Messages(LogSeverity.Error);

    public IEnumerable<string> Steps => Events.OfType<StepSucceededEvent>().Select(e => e.Step)
        .Where(s => s.Op != StepOp.Same && !Urn.IsRootStack(s.Urn))
        .Select(s => $"{s.Op.Name()} {Urn.Name(s.Urn)}");

    public IEnumerable<string> Messages(LogSeverity severity) => Events.OfType<DiagnosticEvent>().Where(e => e.Severity == severity).Select(e => e.Message);

    public ResourceState State(string name) => Store.Current.Resources.Single(r => Urn.Name(r.Urn) == name && !r.Delete);

    /// <summary>Writes an executable script and names it as the package's plugin.</summary>
    public string Plugin(string package, string script)
    {
        var file = Directory.File($"plugins/pulumi-resource-{package}", script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Plugins[package] = file;
    }

    public Task<OperationResult> UpAsync(Func<TestProgram.Client, Task> program) => RunAsync(OperationKind.Up, program);

    public Task<OperationResult> PreviewAsync(Func<TestProgram.Client, Task> program) => RunAsync(OperationKind.Up, program, preview: true);

    public async Task<OperationResult> RunAsync(OperationKind kind, Func<TestProgram.Client, Task>? program = null, bool preview = false)
    {
        Events.Clear();
        var engine = new DeploymentEngine(Store, catalog ?? ProviderCatalog.Empty, TimeProvider.System, () => new TestProgram(program ?? (_ => Task.CompletedTask))) { Plugins = Environment };
        var operation = Operation(kind) with { DryRun = preview };
        return await engine.RunAsync(operation, new Observer(Events), Stop.Token, Abort.Token).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public Operation Operation(OperationKind kind = OperationKind.Up) => new(kind, Project(), "dev", Config) { Parallel = 8 };

    /// <summary>What a failed assertion should show.</summary>
    public override string ToString() => string.Join('\n', Events);

    public void Dispose()
    {
        Directory.Dispose();
        Stop.Dispose();
        Abort.Dispose();
    }

    private Project Project() => new()
    {
        Name = "proj",
        File = Path.Combine(Directory.Path, "Pulumi.yaml"),
        RootDirectory = Directory.Path,
        Runtime = "dotnet",
        StackConfigDirectory = Directory.Path,
        ProviderPlugins = Plugins.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private sealed class Observer(List<EngineEvent> events) : IEngineObserver
    {
        public void OnEvent(EngineEvent engineEvent) => events.Add(engineEvent);
    }
}
