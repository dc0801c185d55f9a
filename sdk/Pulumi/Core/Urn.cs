using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The name by which the engine knows a resource.</summary>
public readonly struct Urn(string value) : IEquatable<Urn>
{
    private readonly string? _value = value;

    public static implicit operator string(Urn value) => value.ToString();

    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    /// <summary>The URN of a resource by that name and type; project and stack are this deployment's unless given.</summary>
    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null,
        Input<string>? project = null, Input<string>? stack = null)
    {
        var parentOutput = parent is not null ? parent.Urn : parentUrn is not null ? parentUrn.ToOutput() : Output.Create("");
        var stackOutput = stack is not null ? stack.ToOutput() : Output.Create(Deployment.Current.StackName);
        var projectOutput = project is not null ? project.ToOutput() : Output.Create(Deployment.Current.ProjectName);
        return Output.Tuple(name.ToOutput(), type.ToOutput(), parentOutput, projectOutput, stackOutput).Apply(p =>
        {
            var (resourceName, resourceType, parentText, projectName, stackName) = p;
            var parentType = UrnText.QualifiedTypeOf(parentText);
            var qualified = parentType is "" or WireConstants.StackType ? resourceType : $"{parentType}${resourceType}";
            return $"urn:pulumi:{stackName}::{projectName}::{qualified}::{resourceName}";
        });
    }

    public bool Equals(Urn other) => string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value ?? "";
}
