namespace Pulumi;

/// <summary>A mistake of the program that is told to the user without a stack trace.</summary>
public class RunException : Exception
{
    public RunException(string message)
        : base(message)
    {
    }

    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) =>
        new($"[Output] properties must be of type Output<T>; change the type of: {string.Join(", ", outputAttributeNames)}.");
}
