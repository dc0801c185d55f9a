using Pulumi.Serialization;
using Pulumirpc;
using Rpc = Pulumirpc.RegisterResourceRequest;

namespace Pulumi;

/// <summary>Makes the requests by which a resource is registered or read.</summary>
internal sealed class RegistrationBuilder(Deployment deployment, Resource resource, ResourceArgs args, ResourceOptions options, string packageReference)
{
    private static readonly Rpc.Types.ResourceHooksBinding _noHooks = new();

    private readonly string _type = resource.GetResourceType();
    private readonly string _name = resource.GetResourceName();
    private readonly CustomResourceOptions? _custom = options as CustomResourceOptions;

    public async Task<Rpc> BuildRegisterAsync()
    {
        RefuseTransforms();
        var explicitDependencies = await ExplicitDependenciesAsync().ConfigureAwait(false);
        var properties = await SerializeAsync().ConfigureAwait(false);
        var request = new Rpc
        {
            Type = _type,
            Name = _name,
            Parent = await ParentUrnAsync().ConfigureAwait(false),
            Custom = resource is CustomResource,
            Remote = resource.Remote,
            Object = properties.Object,
            Provider = await ProviderAsync().ConfigureAwait(false),
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            PackageRef = packageReference,
            AcceptSecrets = true,
            AcceptResources = deployment.AcceptsResourceReferences,
            SupportsResultReporting = true,
            Hooks = _noHooks,
            CustomTimeouts = Timeouts(options.CustomTimeouts),
            ImportId = _custom?.ImportId ?? "",
            DeleteBeforeReplace = _custom?.DeleteBeforeReplace ?? false,
            DeleteBeforeReplaceDefined = _custom?.DeleteBeforeReplace is not null,
        };
        AddFlagsAndLists(request);
        await AddDependenciesAsync(request, explicitDependencies, properties).ConfigureAwait(false);
        await AddProvidersAsync(request).ConfigureAwait(false);
        await AddAliasesAsync(request).ConfigureAwait(false);
        await AddLifetimeAsync(request).ConfigureAwait(false);
        return request;
    }

    public async Task<ReadResourceRequest> BuildReadAsync(string id)
    {
        var explicitDependencies = await ExplicitDependenciesAsync().ConfigureAwait(false);
        var properties = await SerializeAsync().ConfigureAwait(false);
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = _type,
            Name = _name,
            Parent = await ParentUrnAsync().ConfigureAwait(false),
            Properties = properties.Object,
            Provider = await ProviderAsync().ConfigureAwait(false),
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            PackageRef = packageReference,
            AcceptSecrets = true,
            AcceptResources = deployment.AcceptsResourceReferences,
        };
        request.AdditionalSecretOutputs.Add(_custom?.AdditionalSecretOutputs ?? []);
        var all = explicitDependencies.Concat(properties.Dependencies.Values.SelectMany(d => d));
        request.Dependencies.Add(await DependencyUrns.ExpandAsync(all, resource).ConfigureAwait(false));
        return request;
    }

    private static async Task<IReadOnlyCollection<Resource>> ResolveAsync(InputList<Resource>? resources)
    {
        if (resources is null)
        {
            return [];
        }

        var data = await resources.ToOutput().DataTask.ConfigureAwait(false);
        return data.IsKnown && !data.Value.IsDefault ? [.. data.Resources.Union(data.Value)] : data.Resources;
    }

    /// <summary>Whose replacement replaces this resource has to be there before it, too.</summary>
    private async Task<IReadOnlyCollection<Resource>> ExplicitDependenciesAsync()
    {
        var dependsOn = await ResolveAsync(options.HasDependsOn ? options.DependsOn : null).ConfigureAwait(false);
        var replaceWith = await ResolveAsync(options.HasReplaceWith ? options.ReplaceWith : null).ConfigureAwait(false);
        return [.. dependsOn.Union(replaceWith)];
    }

    private static Rpc.Types.CustomTimeouts? Timeouts(CustomTimeouts? timeouts)
    {
        // A tick is 100 ns; Go reads "<n>ns".
        static string Text(TimeSpan? time) => time is { } span ? $"{span.Ticks}00ns" : "";
        return timeouts is null ? null : new Rpc.Types.CustomTimeouts
        {
            Create = Text(timeouts.Create),
            Update = Text(timeouts.Update),
            Delete = Text(timeouts.Delete),
        };
    }

    private async Task<SerializedProperties> SerializeAsync()
    {
        var remote = resource.Remote;
        var serializerOptions = new SerializerOptions(
            KeepResources: await deployment.KeepsResourcesAsync().ConfigureAwait(false),
            KeepOutputValues: remote && await deployment.Features.SupportsAsync("outputValues").ConfigureAwait(false),
            ExcludeResourceReferences: remote);
        return await SerializedProperties.SerializeAsync(
            $"{_type} '{_name}'", args.ToDictionary(), serializerOptions,
            key => key is not (WireConstants.IdProperty or WireConstants.UrnProperty)).ConfigureAwait(false);
    }

    private async Task<string> ParentUrnAsync() =>
        options.Parent is { } parent ? (await parent.Urn.DataTask.ConfigureAwait(false)).Value : "";

    private async Task<string> ProviderAsync() =>
        options.Provider is { } provider && (_custom is not null || resource.Remote) ? await provider.GetReferenceAsync().ConfigureAwait(false) : "";

    private void AddFlagsAndLists(Rpc request)
    {
        if (options.Protect is { } protect)
        {
            request.Protect = protect;
        }

        if (options.RetainOnDelete is { } retain)
        {
            request.RetainOnDelete = retain;
        }

        request.IgnoreChanges.Add(options.IgnoreChanges);
        request.HideDiffs.Add(options.HideDiffs);
        if (_custom is not null)
        {
            request.AdditionalSecretOutputs.Add(_custom.AdditionalSecretOutputs);
            request.ReplaceOnChanges.Add(options.ReplaceOnChanges);
            request.EnvVarMappings.Add(_custom.EnvVarMappings);
        }
    }

    private async Task AddDependenciesAsync(Rpc request, IReadOnlyCollection<Resource> explicitDependencies, SerializedProperties properties)
    {
        var all = await DependencyUrns.ExpandAsync(explicitDependencies, resource).ConfigureAwait(false);
        foreach (var (property, dependencies) in properties.Dependencies)
        {
            var urns = await DependencyUrns.ExpandAsync(dependencies, resource).ConfigureAwait(false);
            all.UnionWith(urns);
            request.PropertyDependencies[property] = new Rpc.Types.PropertyDependencies { Urns = { urns } };
        }

        request.Dependencies.Add(all);
    }

    private async Task AddProvidersAsync(Rpc request)
    {
        foreach (var (package, provider) in resource.Remote ? resource.Providers : [])
        {
            request.Providers[package] = await provider.GetReferenceAsync().ConfigureAwait(false);
        }
    }

    private async Task AddAliasesAsync(Rpc request)
    {
        if (!AliasResolver.HasAliases(resource))
        {
            return;
        }

        if (await deployment.Features.SupportsAsync("aliasSpecs").ConfigureAwait(false))
        {
            request.Aliases.Add(await AliasResolver.ToSpecsAsync(resource).ConfigureAwait(false));
        }
        else
        {
            request.AliasURNs.Add(await AliasResolver.ToUrnsAsync(resource).ConfigureAwait(false));
        }
    }

    private async Task AddLifetimeAsync(Rpc request)
    {
        if (options.DeletedWith is { } owner)
        {
            await deployment.Features.RequireAsync("deletedWith", nameof(options.DeletedWith)).ConfigureAwait(false);
            request.DeletedWith = (await owner.Urn.DataTask.ConfigureAwait(false)).Value;
        }

        if (options.HasReplaceWith)
        {
            await deployment.Features.RequireAsync("replaceWith", nameof(options.ReplaceWith)).ConfigureAwait(false);
            foreach (var cause in await ResolveAsync(options.ReplaceWith).ConfigureAwait(false))
            {
                request.ReplaceWith.Add((await cause.Urn.DataTask.ConfigureAwait(false)).Value);
            }
        }

        if (options.ReplacementTrigger is { } trigger)
        {
            var serializer = new Serializer(new SerializerOptions(KeepResources: false));
            request.ReplacementTrigger = await serializer.SerializeAsync($"{_type} '{_name}', ReplacementTrigger", trigger).ConfigureAwait(false);
        }
    }

    private void RefuseTransforms()
    {
        if (options.ResourceTransforms.Count > 0)
        {
            throw new NotSupportedException(
                $"{_type} '{_name}' has ResourceTransforms, for which the engine must call back into the program; this SDK doesn't serve that. Use ResourceTransformations.");
        }
    }
}
