using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Which provider a resource and its children use.</summary>
internal static class ProviderInheritance
{
    /// <summary>The package of a type token; null if the token isn't package:module:Name.</summary>
    public static string? PackageOf(string token) => token.Split(':') is [{ Length: > 0 } package, _, _] ? package : null;

    /// <summary>The providers of the children; sets the provider option if it's inherited.</summary>
    public static ImmutableDictionary<string, ProviderResource> Resolve(Resource resource, string type, bool custom, ResourceOptions options)
    {
        var inherited = options.Parent?.Providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (options is ComponentResourceOptions { Providers.Count: > 0 } component)
        {
            if (options.Provider is not null)
            {
                throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", resource);
            }

            inherited = component.Providers.Aggregate(inherited, (all, p) => all.SetItem(p.Package, p));
        }

        if (options.Provider is { } own)
        {
            return inherited.SetItem(own.Package, own);
        }

        if ((custom || resource.Remote) && PackageOf(type) is { } package && inherited.TryGetValue(package, out var provider))
        {
            options.Provider = provider;
        }

        return inherited;
    }
}
