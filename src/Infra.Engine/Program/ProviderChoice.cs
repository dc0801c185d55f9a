using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Engine.Urns;

namespace Infra.Engine.Program;

/// <summary>Chooses the provider of a resource: named, given by package, the parent's, or the default.</summary>
internal sealed class ProviderChoice(DefaultProviders defaults)
{
    /// <summary>The reference of a request that needs no provider, as it is not carried out.</summary>
    public const string None = "none";

    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, string>> _byResource = new(StringComparer.Ordinal);

    /// <summary>The reference; "" for components and providers.</summary>
    public async Task<string> ForAsync(string type, string parent, bool custom, ProviderRequest request)
    {
        if (!custom || Urn.IsProviderType(type) || request.Reference == None)
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
            ?? await defaults.GetAsync(Plugin(package, request));
    }

    /// <summary>A provider of the program's own says in its inputs which plugin it wants: that of the request, or else the one the stack uses.</summary>
    public Goal WithPlugin(Goal goal, ProviderRequest request)
    {
        if (!Urn.IsProviderType(goal.Type))
        {
            return goal;
        }

        var plugin = Plugin(Urn.Package(goal.Type), request);
        return goal with { Inputs = ProviderInputs.WithPlugin(goal.Inputs, plugin is { Version: "", DownloadUrl: "" } ? defaults.Complete(plugin) : plugin) };
    }

    private static PluginRequest Plugin(string package, ProviderRequest request) => new(package, request.Version.TrimStart('v'), request.DownloadUrl) { Checksums = request.Checksums };

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
