namespace Pulumi;

/// <summary>The inputs of a resource's method.</summary>
public class CallArgs : InputArgs
{
    public static readonly CallArgs Empty = new();

    private protected sealed override void ValidateMember(Type memberType, string fullName)
    {
        // Plain values and inputs are both allowed here.
    }
}
