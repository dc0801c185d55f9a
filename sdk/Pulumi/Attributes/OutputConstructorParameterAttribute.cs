namespace Pulumi;

/// <summary>Names the property of the returned object that a constructor parameter takes.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
