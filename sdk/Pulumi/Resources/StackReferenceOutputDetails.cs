namespace Pulumi;

/// <summary>An output of another stack, in one of the two properties according to its secretness.</summary>
public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
