using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A provider with its configuration, for resources that are told to use it.</summary>
public abstract class ProviderResource : CustomResource
{
    private protected ProviderResource(string package, bool dependency)
        : base(WireConstants.ProviderTypePrefix + package, "", dependency) => Package = package;

    protected ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, registerPackageRequest: null)
    {
    }

    protected ProviderResource(
        string package, string name, ResourceArgs args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : base(WireConstants.ProviderTypePrefix + package, name, args, options, registerPackageRequest) => Package = package;

    internal string Package { get; }

    /// <summary>The reference by which other resources name this provider.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var urn = await Urn.DataTask.ConfigureAwait(false);
        var id = await Id.DataTask.ConfigureAwait(false);
        return $"{urn.Value}::{(id.IsKnown && id.Value is { Length: > 0 } known ? known : WireConstants.UnknownValue)}";
    }
}
