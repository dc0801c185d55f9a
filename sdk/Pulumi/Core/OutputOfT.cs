using System.Text.Json.Serialization;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A value that becomes known during the deployment, together with the resources it depends on.</summary>
[JsonConverter(typeof(OutputJsonConverterFactory))]
public sealed class Output<T> : IOutput
{
    /// <param name="dataTask">Ends with the value.</param>
    /// <param name="tracked">False for one that ends with something that is tracked itself.</param>
    internal Output(Task<OutputData<T>> dataTask, bool tracked = true)
    {
        DataTask = dataTask;
        if (tracked)
        {
            Deployment.Track(dataTask);
        }
    }

    internal Output(OutputData<T> data) => DataTask = Task.FromResult(data);

    internal Task<OutputData<T>> DataTask { get; }

    bool IOutput.IsCompleted => DataTask.IsCompleted;

    /// <summary>An output of what the task returns.</summary>
    public static Output<T> Create(Task<T> value) => Output.Create(value);

    /// <summary>Computes a new output from the value; not called while the value is unknown.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) =>
        new(ApplyAsync(value => Task.FromResult(OutputData<TResult>.Known(func(value)))));

    /// <summary>Computes a new output asynchronously from the value.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        new(ApplyAsync(async value => OutputData<TResult>.Known(await func(value).ConfigureAwait(false))));

    /// <summary>Computes an input from the value and flattens it.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) =>
        new(ApplyAsync(value => func(value).ToOutput().DataTask));

    /// <summary>Computes an output from the value and flattens it.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) =>
        new(ApplyAsync(value => func(value)?.DataTask ?? Task.FromResult(OutputData<TResult>.Known(default!))));

    /// <summary>Runs an asynchronous action with the value.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func) =>
        new(ApplyAsync(async value =>
        {
            await func(value).ConfigureAwait(false);
            return OutputData<ValueTuple>.Known(default);
        }));

    /// <summary>Not the value: that is known only later. Says what to use instead.</summary>
    public override string ToString()
    {
        const string Help = "An Output<T> has no text before its value is known. "
            + "Use Output.Format($\"...{output}...\") or output.Apply(value => $\"...{value}...\") to get an Output<string>.";
        return Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is "1" or "true" or "TRUE"
            ? throw new InvalidOperationException(Help)
            : Help;
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.WithValue<object?>(data.Value);
    }

    IOutputCompletion IOutput.NewCompletion() => new OutputCompletion<T>();

    JsonConverter IOutput.NewConverter(OutputJsonConverterFactory owner) => new OutputJsonConverterFactory.OutputConverter<T>(owner);

    internal Output<TResult> WithData<TResult>(Func<OutputData<T>, OutputData<TResult>> change)
    {
        async Task<OutputData<TResult>> Change() => change(await DataTask.ConfigureAwait(false));
        return new Output<TResult>(Change());
    }

    private async Task<OutputData<TResult>> ApplyAsync<TResult>(Func<T, Task<OutputData<TResult>>> func)
    {
        var data = await DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return OutputData<TResult>.Unknown(data.Resources, data.IsSecret);
        }

        await Completing.LeaveAsync().ConfigureAwait(false);
        return data.Then(await func(data.Value).ConfigureAwait(false));
    }
}
