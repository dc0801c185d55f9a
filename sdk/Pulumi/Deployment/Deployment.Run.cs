using System.Collections.Immutable;
using Infra.Protocol.Grpc;

namespace Pulumi;

/// <summary>Entry points of programs.</summary>
public sealed partial class Deployment
{
    /// <summary>Runs a program without stack outputs; returns the process's exit code.</summary>
    public static Task<int> RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return ImmutableDictionary<string, object?>.Empty;
    });

    /// <summary>Runs a program that returns the stack's outputs.</summary>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    public static Task<int> RunAsync(Func<Task> func) => RunAsync(async () =>
    {
        await func().ConfigureAwait(false);
        return (IDictionary<string, object?>)ImmutableDictionary<string, object?>.Empty;
    });

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        RunStackAsync(() => new Stack(func, options));

    /// <summary>Runs a stack class, whose constructor declares the resources.</summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RunStackAsync(() => Construct(() => new TStack()));

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RunStackAsync(() => Construct(() => Resolve<TStack>(serviceProvider)));

    /// <summary>Runs the program against the engine at those addresses.</summary>
    internal static async Task<int> RunAsync(DeploymentSettings settings, EngineAddresses addresses, Func<Stack> makeStack)
    {
        using IUnaryCalls monitor = addresses.Exchange is { } exchange ? new ExchangeChannel(exchange) : new GrpcChannel(addresses.Monitor, oneConnection: true);
        using IUnaryCalls? engine = addresses.Exchange is null ? new GrpcChannel(addresses.Engine) : null;
        return await new Deployment(settings, new GrpcMonitor(monitor), new GrpcEngine(engine ?? monitor)).ExecuteAsync(makeStack).ConfigureAwait(false);
    }

    internal static Stack Construct(Func<Stack> make)
    {
        var stack = make();
        stack.RegisterPropertyOutputs();
        return stack;
    }

    private static async Task<int> RunStackAsync(Func<Stack> makeStack)
    {
        if (_current.Value is not null)
        {
            throw new InvalidOperationException("A deployment is running here already; a program calls Deployment.RunAsync once.");
        }

        var (settings, addresses) = DeploymentSettings.FromEnvironment(Environment.GetEnvironmentVariable);
        var exitCode = await RunAsync(settings, addresses, makeStack).ConfigureAwait(false);
        if (exitCode != 0)
        {
            // A Main that drops the returned code must fail all the same.
            Environment.ExitCode = exitCode;
        }

        return exitCode;
    }

    private static TStack Resolve<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new RunException($"The service provider has no {typeof(TStack).FullName}; register it before running the deployment.");
    }

    /// <summary>Runs the program to its end in this deployment.</summary>
    internal async Task<int> ExecuteAsync(Func<Stack> makeStack)
    {
        _current.Value = this;
        var exitCode = await new ProgramRun(this).RunAsync(makeStack).ConfigureAwait(false);
        if (exitCode == 0)
        {
            await Monitor.SignalAndWaitForShutdownAsync().ConfigureAwait(false);
        }

        return exitCode;
    }
}
