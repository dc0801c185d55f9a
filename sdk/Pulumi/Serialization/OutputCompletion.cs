namespace Pulumi.Serialization;

/// <summary>The writing end of an [Output] property.</summary>
internal interface IOutputCompletion
{
    /// <summary>What the property is set to.</summary>
    object Output { get; }

    void SetValue(string context, OutputData<object?> data, Action<string> warn);

    /// <summary>Ends without a value: unknown, or known to be nothing.</summary>
    void SetNothing(Resource resource, bool isKnown);

    void Fail(Exception exception);
}

/// <summary>The writing end of an [Output] property of that type.</summary>
internal sealed class OutputCompletion<T> : IOutputCompletion
{
    private readonly TaskCompletionSource<OutputData<T>> _data = new();

    // It ends with the resource's registration.
    public OutputCompletion() => Output = new Output<T>(_data.Task, tracked: false);

    public object Output { get; }

    public void SetValue(string context, OutputData<object?> data, Action<string> warn) => _data.TrySetResult(Converter.Convert<T>(context, data, warn));

    public void SetNothing(Resource resource, bool isKnown) =>
        _data.TrySetResult(new OutputData<T>([resource], isKnown ? Converter.Default<T>() : default!, isKnown, IsSecret: false));

    public void Fail(Exception exception) => _data.TrySetException(exception);
}
