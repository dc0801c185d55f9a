namespace Pulumi;

/// <summary>Refuses resources that no engine could take.</summary>
internal static class ResourceNaming
{
    public static void Check(string type, string name, Resource resource)
    {
        if (string.IsNullOrEmpty(type))
        {
            throw new ResourceException($"The resource '{name}' has no type; give it one like package:module:Name.", resource);
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ResourceException($"A resource of type {type} has no name; give it one.", resource);
        }
    }
}
