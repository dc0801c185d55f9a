namespace Pulumi;

/// <summary>A resource of which only the URN is known.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        : base(UrnText.TypeOf(urn), UrnText.NameOf(urn), dependency: true)
    {
        Urn = Output.Create(urn);
        Id = Output.Create("");
    }

    public DependencyResource(string urn, string id)
        : this(urn) => Id = Output.Create(id);
}
