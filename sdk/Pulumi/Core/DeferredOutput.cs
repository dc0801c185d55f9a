using Pulumi.Serialization;

namespace Pulumi;

/// <summary>An output that is handed out first and told later where its value comes from.</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<OutputData<T>> _data = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DeferredOutput() => Output = new Output<T>(_data.Task);

    public Output<T> Output { get; }

    /// <summary>Makes this output that one; possible once.</summary>
    public void Resolve(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Deployment.Track(ForwardAsync(output));
    }

    private async Task ForwardAsync(Output<T> output)
    {
        try
        {
            _data.SetResult(await output.DataTask.ConfigureAwait(false));
        }
        catch (Exception e) when (!_data.Task.IsCompleted)
        {
            _data.TrySetException(e);
        }
    }
}
