using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that a provider creates, changes and deletes.</summary>
public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : this(type, name, args, options, registerPackageRequest: null)
    {
    }

    public CustomResource(
        string type, string name, ResourceArgs? args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, CustomResourceOptions.Merge(options, null),
            registerPackageRequest: registerPackageRequest)
    {
    }

    private protected CustomResource(string type, string name, bool dependency)
        : base(type, name, custom: true, ResourceArgs.Empty, new CustomResourceOptions(), dependency: dependency)
    {
    }

    /// <summary>The name by which the provider knows the resource.</summary>
    [Output(WireConstants.IdProperty)]
    public Output<string> Id { get; private protected set; } = null!;
}
