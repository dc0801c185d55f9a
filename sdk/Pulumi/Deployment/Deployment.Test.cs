using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Entry points of tests of programs.</summary>
public sealed partial class Deployment
{
    /// <summary>Runs a stack class with mocks; returns its resources, or throws what a run would report.</summary>
    public static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => (await TestStackAsync(mocks, options, () => Construct(() => new TStack())).ConfigureAwait(false)).Resources;

    public static async Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack => (await TestStackAsync(mocks, options, () => Construct(() => Resolve<TStack>(serviceProvider))).ConfigureAwait(false)).Resources;

    /// <summary>Runs a program with mocks; returns its resources and outputs.</summary>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources) =>
        TestStackAsync(testMocks, testOptions, () => new Stack(createResources, options: null));

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        async Task<IDictionary<string, object?>> CreateAsync()
        {
            await createResources().ConfigureAwait(false);
            return ImmutableDictionary<string, object?>.Empty;
        }

        return (await TestStackAsync(testMocks, testOptions, () => new Stack(CreateAsync, options: null)).ConfigureAwait(false)).Resources;
    }

    private static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestStackAsync(
        IMocks mocks, TestOptions? options, Func<Stack> makeStack)
    {
        var settings = new DeploymentSettings(
            options?.ProjectName ?? "project",
            options?.StackName ?? "stack",
            options?.OrganizationName ?? "organization",
            options?.RootDirectory ?? "rootDirectory",
            options?.IsPreview ?? true,
            new ConfigurationValues(Environment.GetEnvironmentVariable("PULUMI_CONFIG"), Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS")));
        var monitor = new MockMonitor(mocks, settings);
        var engine = new MockEngine();
        var deployment = new Deployment(settings, monitor, engine);
        await deployment.ExecuteAsync(makeStack).ConfigureAwait(false);
        engine.ThrowOnErrors();
        return (monitor.Resources, (await deployment.Stack!.Outputs.DataTask.ConfigureAwait(false)).Value);
    }
}
