using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pulumi.Serialization;

/// <summary>Finds the class of a resource type; looks through the assemblies only when the first reference arrives.</summary>
internal static class ResourceTypes
{
    private static readonly Lazy<ILookup<string, (Type Type, string Version)>> _types = new(Find);

    /// <summary>The resource behind that URN as an instance of its class; null if no class is known.</summary>
    public static Resource? TryConstruct(string urn, string version)
    {
        if (FindType(UrnText.TypeOf(urn), version) is not { } type)
        {
            return null;
        }

        var constructor = Array.Find(type.GetConstructors(BindingFlags.Instance | BindingFlags.Public), c => c.GetParameters().Length == 3)
            ?? throw new InvalidOperationException($"{type} can't be made from a reference: it has no constructor of name, args and options.");
        ResourceOptions options = typeof(CustomResource).IsAssignableFrom(type)
            ? new CustomResourceOptions { Urn = urn }
            : new ComponentResourceOptions { Urn = urn };
        return (Resource)constructor.Invoke([UrnText.NameOf(urn), null, options]);
    }

    private static Type? FindType(string token, string version)
    {
        var wanted = Parse(version);
        return _types.Value[token]
            .Select(t => (t.Type, Version: Parse(t.Version)))
            .Where(t => wanted is null || t.Version is null || (t.Version.Major == wanted.Major && t.Version >= wanted))
            .OrderByDescending(t => t.Version)
            .Select(t => t.Type)
            .FirstOrDefault();
    }

    private static Version? Parse(string text) => Version.TryParse(text.Split('-', '+')[0], out var version) ? version : null;

    private static ILookup<string, (Type Type, string Version)> Find()
    {
        var sdk = typeof(Resource).Assembly.GetName().Name;
        // Machine code does not know what an assembly refers to.
        var candidates = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic && (!RuntimeFeature.IsDynamicCodeSupported || a.GetReferencedAssemblies().Any(r => r.Name == sdk)))
            .ToImmutableArray();
        return candidates.SelectMany(a => a.GetExportedTypes())
            .Where(t => typeof(Resource).IsAssignableFrom(t))
            .Select(t => (Type: t, Attribute: t.GetCustomAttribute<ResourceTypeAttribute>(inherit: false)))
            .Where(t => t.Attribute is not null)
            .ToLookup(t => t.Attribute!.Type, t => (t.Type, t.Attribute!.Version ?? ""));
    }
}
