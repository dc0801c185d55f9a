namespace Pulumi;

/// <summary>Maps one value of the discriminator to a class.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class DiscriminatedUnionCaseAttribute(string discriminatorValue, Type caseType) : Attribute
{
    internal string DiscriminatorValue { get; } = discriminatorValue;

    internal Type CaseType { get; } = caseType;
}
