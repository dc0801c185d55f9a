namespace Pulumi;

/// <summary>A value given to a resource: a plain one, or an output of another resource.</summary>
public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T>? output) => _output = output;

    IOutput IInput.Content => Content;

    private protected virtual IOutput Content => _output!;

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => value is null ? null! : new Input<T>(value);

    public static implicit operator Output<T>(Input<T> input) => input is null ? null! : input.ToOutputCore();

    internal virtual Output<T> ToOutputCore() => _output!;
}
