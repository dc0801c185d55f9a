using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Engine.Urns;

namespace Infra.Engine.Program;

/// <summary>Chooses the provider of a resource: named, given by package, the parent's, or the default.</summary>
internal sealed class ProviderChoice(DefaultProviders defaults)
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, string>> _byResource = new(StringComparer.Ordinal);

    /// <summary>The reference; "" for components and providers.</summary>
    public async Task<string> ForAsync(string type, string parent, bool custom, ProviderRequest request)
    {
        if (!custom || Urn.IsProviderType(type))
        {
            return "";
        }

        if (request.Reference.Length > 0)
        {
            return ProviderReference.Parse(request.Reference) is not null
                ? request.Reference
                : throw new PlanException("", $"'{request.Reference}' is no provider reference (urn::id)");
        }

        var package = Urn.Package(type);
        return request.ByPackage.GetValueOrDefault(package)
            ?? _byResource.GetValueOrDefault(parent)?.GetValueOrDefault(package)
            ?? await defaults.GetAsync(package, request.Version, request.DownloadUrl);
    }

    /// <summary>Children of the resource use what it was given.</summary>
    public void Remember(string urn, string parent, ProviderRequest request)
    {
        var inherited = _byResource.GetValueOrDefault(parent) ?? ImmutableDictionary<string, string>.Empty;
        var own = inherited.SetItems(request.ByPackage);
        if (ProviderReference.Parse(request.Reference) is { } reference && Urn.IsProviderType(Urn.Type(reference.Urn)))
        {
            own = own.SetItem(Urn.Package(Urn.Type(reference.Urn)), request.Reference);
        }

        if (!own.IsEmpty)
        {
            _byResource[urn] = own;
        }
    }
}
