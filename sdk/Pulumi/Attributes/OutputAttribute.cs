namespace Pulumi;

/// <summary>Marks a property that the engine sets, or that a stack exports.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}
