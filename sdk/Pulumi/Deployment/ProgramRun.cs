
namespace Pulumi;

/// <summary>One run of a program: waits for all it started and reports what failed.</summary>
internal sealed class ProgramRun(Deployment deployment)
{
    /// <summary>The user has been told what failed; the engine need not say anything.</summary>
    private const int AlreadyReported = 32;

    public async Task<int> RunAsync(Func<Stack> makeStack)
    {
        deployment.Runner.Register(StartAsync(makeStack));
        var failures = await deployment.Runner.WaitAsync().ConfigureAwait(false);
        if (failures.Count > 0)
        {
            return await ReportAsync(failures).ConfigureAwait(false);
        }

        return deployment.Logger.LoggedErrors ? 1 : 0;
    }

    /// <summary>An async method, so that what the constructor throws becomes a failed task.</summary>
    private static async Task StartAsync(Func<Stack> makeStack)
    {
        var stack = makeStack();
        await stack.Outputs.DataTask.ConfigureAwait(false);
    }

    private async Task<int> ReportAsync(IReadOnlyList<Exception> failures)
    {
        try
        {
            foreach (var failure in failures)
            {
                if (failure is LogException)
                {
                    return 1;
                }

                if (!EngineFailure.HasEngineGone(failure))
                {
                    await ReportAsync(failure).ConfigureAwait(false);
                }
            }
        }
        catch (LogException)
        {
            return 1;
        }

        return AlreadyReported;
    }

    private Task ReportAsync(Exception failure) => failure switch
    {
        RunException => deployment.Logger.LogAsync(LogLevel.Error, failure.Message),
        ResourceException { HideStack: true } resource => deployment.Logger.LogAsync(LogLevel.Error, failure.Message, resource.Resource),
        ResourceException resource => deployment.Logger.LogAsync(LogLevel.Error, failure.ToString(), resource.Resource),
        _ => deployment.Logger.LogAsync(LogLevel.Error,
            $"Running program '{Environment.GetCommandLineArgs()[0]}' failed with an unhandled exception:{Environment.NewLine}{failure}"),
    };
}
