namespace Infra.Engine.Plan;

/// <summary>What a program asked for cannot be; it is told of the resource, and the operation fails.</summary>
public sealed class PlanException : Exception
{
    public PlanException(string urn, string message, Exception? inner = null)
        : base(message, inner) => Urn = urn;

    /// <summary>The resource; "" if it has no URN yet.</summary>
    public string Urn { get; }
}
