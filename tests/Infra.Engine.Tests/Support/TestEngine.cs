using System.Collections.Immutable;
using System.Text;
using Infra.Engine.Events;
using Infra.Engine.Plugins;
using Infra.Engine.Program;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Engine.Workspace;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Support;

/// <summary>An engine over a memory store and a ledger; every run goes on from the last one's state.</summary>
internal sealed class TestEngine
{
    public const string ThingType = "test:index:Thing";

    public MemoryStore Store { get; init; } = new();

    /// <summary>Another store than the one in memory.</summary>
    public IStackStore? Files { get; init; }

    public Ledger Ledger { get; init; } = new();

    public Func<string, CancellationToken, Task> During { get; set; } = (_, _) => Task.CompletedTask;

    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    public Func<string, Task> Reading { get; set; } = _ => Task.CompletedTask;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public List<EngineEvent> Events { get; } = [];

    public CancellationTokenSource Stop { get; set; } = new();

    public CancellationTokenSource Abort { get; set; } = new();

    public StackConfig Config { get; set; } = StackConfig.Empty;

    public static Project Project { get; } = new()
    {
        Name = "proj",
        File = "/nowhere/Pulumi.yaml",
        RootDirectory = "/nowhere",
        Runtime = "dotnet",
        StackConfigDirectory = "/nowhere",
    };

    /// <summary>What the program wrote.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (Events)
            {
                return [.. Events.OfType<ProgramOutputEvent>().Select(e => e.Line)];
            }
        }
    }

    public IEnumerable<string> Errors => Events.OfType<DiagnosticEvent>().Where(e => e.Severity == LogSeverity.Error).Select(e => e.Message);

    public IEnumerable<string> Warnings => Events.OfType<DiagnosticEvent>().Where(e => e.Severity == LogSeverity.Warning).Select(e => e.Message);

    /// <summary>"op name" of each finished step but same and the stack's.</summary>
    public IEnumerable<string> Steps => Events.OfType<StepSucceededEvent>().Select(e => e.Step)
        .Where(s => s.Op != StepOp.Same && !Urn.IsRootStack(s.Urn))
        .Select(s => $"{s.Op.Name()} {Urn.Name(s.Urn)}");

    public IEnumerable<string> Calls => Ledger.Calls;

    public static string UrnOf(string name, string type = ThingType) => Urn.Create("dev", "proj", "", type, name);

    public ResourceState State(string name) => Store.Current.Resources.Single(r => Urn.Name(r.Urn) == name && !r.Delete);

    public Task<OperationResult> UpAsync(Func<TestProgram.Client, Task> program, Func<Operation, Operation>? options = null) =>
        RunAsync(OperationKind.Up, program, options);

    public Task<OperationResult> PreviewAsync(Func<TestProgram.Client, Task> program, Func<Operation, Operation>? options = null) =>
        RunAsync(OperationKind.Up, program, o => (options?.Invoke(o) ?? o) with { DryRun = true });

    public Task<OperationResult> DestroyAsync(Func<Operation, Operation>? options = null) => RunAsync(OperationKind.Destroy, _ => Task.CompletedTask, options);

    public Task<OperationResult> RefreshAsync(Func<Operation, Operation>? options = null) => RunAsync(OperationKind.Refresh, _ => Task.CompletedTask, options);

    public Task<OperationResult> RunAsync(OperationKind kind, Func<TestProgram.Client, Task> program, Func<Operation, Operation>? options = null) =>
        RunAsync(kind, Project, () => new TestProgram(program), options);

    /// <summary>Runs a program that speaks the protocol.</summary>
    public Task<OperationResult> OverTheWireAsync(Func<Protocol.Grpc.GrpcChannel, Task> program, Func<Operation, Operation>? options = null) =>
        RunAsync(OperationKind.Up, Project, () => new WireProgram(program), options);

    /// <summary>Runs the project's own program, as a process.</summary>
    public Task<OperationResult> RunAsync(OperationKind kind, Project project, Func<Operation, Operation>? options = null) =>
        RunAsync(kind, project, () => new ProgramLauncher(), options);

    /// <summary>Makes another provider than one on the ledger.</summary>
    public Func<IResourceProvider>? Provider { get; set; }

    public ProviderCatalog Catalog() => new(ImmutableSortedDictionary<string, Func<IProviderHost, IResourceProvider>>.Empty
        .Add("test", _ => Provider?.Invoke() ?? new TestProvider(Ledger) { During = (call, token) => During(call, token), After = call => After(call), Reading = name => Reading(name) }));

    /// <summary>Every thing of the state exists, as the state says, and nothing else does.</summary>
    public void ShouldAgreeWithLedger()
    {
        var stated = Store.Current.Resources.Where(r => r.Type == ThingType && !r.PendingReplacement).ToDictionary(r => r.Id, r => r.Outputs);
        stated.Keys.Order().ShouldBe(Ledger.Things.Keys.Order());
        foreach (var (id, outputs) in stated)
        {
            outputs.ShouldBe(Ledger.Things[id]);
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var e in Events)
        {
            text.AppendLine(e.ToString());
        }

        return text.ToString();
    }

    private async Task<OperationResult> RunAsync(OperationKind kind, Project project, Func<IProgram> program, Func<Operation, Operation>? options)
    {
        Events.Clear();
        Ledger.Calls.Clear();
        var operation = new Operation(kind, project, "dev", Config) { Parallel = 8 };
        var engine = new DeploymentEngine(Files ?? Store, Catalog(), Clock, program);
        var run = engine.RunAsync(options?.Invoke(operation) ?? operation, new Observer(Events), Stop.Token, Abort.Token);
        return await run.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private sealed class Observer(List<EngineEvent> events) : IEngineObserver
    {
        public void OnEvent(EngineEvent engineEvent)
        {
            lock (events)
            {
                events.Add(engineEvent);
            }
        }
    }
}
