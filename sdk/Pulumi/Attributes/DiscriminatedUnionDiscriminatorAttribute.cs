namespace Pulumi;

/// <summary>Names the property that tells which class of a union an object is.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DiscriminatedUnionDiscriminatorAttribute(string name) : Attribute
{
    internal string Name { get; } = name;
}
