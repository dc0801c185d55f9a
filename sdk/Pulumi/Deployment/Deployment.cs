namespace Pulumi;

/// <summary>Runs a program that declares resources.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> _current = new();

    private readonly DeploymentSettings _settings;
    private Stack? _stack;

    internal Deployment(DeploymentSettings settings, IMonitor monitor, IEngine engine)
    {
        _settings = settings;
        Monitor = monitor;
        Engine = engine;
        Runner = new Runner();
        Logger = new EngineLogger(engine, Runner);
        Features = new FeatureCache(monitor);
        Packages = new PackageRegistry(monitor, Features);
        Configuration = settings.Configuration;
        PublicInstance = new DeploymentInstance(this);
    }

    /// <summary>The deployment that runs the calling code.</summary>
    public static DeploymentInstance Instance => Current.PublicInstance;

    internal static Deployment Current => _current.Value
        ?? throw new InvalidOperationException("There is no deployment here: call this from code run by Deployment.RunAsync or Deployment.TestAsync.");

    internal string ProjectName => _settings.ProjectName;

    internal string StackName => _settings.StackName;

    internal string OrganizationName => _settings.OrganizationName;

    internal string RootDirectory => _settings.RootDirectory;

    internal bool IsDryRun => _settings.IsDryRun;

    internal IMonitor Monitor { get; }

    internal IEngine Engine { get; }

    internal Runner Runner { get; }

    internal EngineLogger Logger { get; }

    internal FeatureCache Features { get; }

    internal PackageRegistry Packages { get; }

    internal ConfigurationValues Configuration { get; }

    /// <summary>The root of all resources; null until it's constructed.</summary>
    internal Stack? Stack
    {
        get => _stack;
        set => _stack = _stack is null ? value : throw new InvalidOperationException("A program has one stack; this one makes a second.");
    }

    private DeploymentInstance PublicInstance { get; }

    /// <summary>Fails unless the engine's version is in the range.</summary>
    public static Task RequirePulumiVersionAsync(string range) => Current.Engine.RequirePulumiVersionAsync(range);

    /// <summary>Makes the run wait for the task and fail with it.</summary>
    internal static void Track(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _current.Value?.Runner.Register(task);
        }
    }
}
