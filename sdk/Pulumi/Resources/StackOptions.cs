namespace Pulumi;

/// <summary>What applies to all resources of a stack.</summary>
public class StackOptions
{
    private List<ResourceTransformation>? _transformations;
    private List<ResourceTransform>? _transforms;

    public List<ResourceTransformation> ResourceTransformations
    {
        get => _transformations ??= [];
        set => _transformations = value;
    }

    public List<ResourceTransform> ResourceTransforms
    {
        get => _transforms ??= [];
        set => _transforms = value;
    }
}
