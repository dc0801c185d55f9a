using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Calls functions of providers and methods of resources.</summary>
public sealed partial class Deployment
{
    internal bool AcceptsResourceReferences { get; } =
        Environment.GetEnvironmentVariable("PULUMI_DISABLE_RESOURCE_REFERENCES")?.ToUpperInvariant() is not ("1" or "TRUE");

    internal Task<bool> KeepsResourcesAsync() => Features.SupportsAsync("resourceReferences");

    internal Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? package, bool single) =>
        new(InvokeForDataAsync<T>(token, args, options, package, single, isOutput: true));

    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? package, bool single)
    {
        // Plain code goes on with the value at once: nothing can follow from dependencies or secretness.
        var invocation = InvokeForDataAsync<T>(token, args, options, package, single, isOutput: false);
        return (await Completing.LeaveAsync(invocation).ConfigureAwait(false)).Value;
    }

    internal Output<T> Call<T>(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? package) =>
        new(CallForDataAsync<T>(token, args, self, options, package));

    private async Task<OutputData<T>> InvokeForDataAsync<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? package, bool single, bool isOutput)
    {
        var serializerOptions = new SerializerOptions(KeepResources: await KeepsResourcesAsync().ConfigureAwait(false));
        var properties = await SerializedProperties.SerializeAsync(token, args.ToDictionary(), serializerOptions).ConfigureAwait(false);
        var dependsOn = isOutput ? await DependenciesOfAsync(options).ConfigureAwait(false) : [];
        var dependencies = properties.Dependencies.Values.SelectMany(d => d).Concat(dependsOn).ToImmutableHashSet();
        if (properties.ContainsUnknowns || (isOutput && await AnyIdUnknownAsync(dependencies).ConfigureAwait(false)))
        {
            return OutputData<T>.Unknown([], isSecret: false);
        }

        var response = await SendInvokeAsync(token, properties.Object, options, package).ConfigureAwait(false);
        var data = response.Unknown ? OutputData<object?>.Unknown([], isSecret: false) : Deserializer.Deserialize(Value.ForStruct(response.Return ?? new Struct()));
        data = data with { Resources = data.Resources.Union(dependencies), IsSecret = data.IsSecret || properties.ContainsSecrets };
        return Converter.Convert<T>(token, single ? SingleOf(token, data) : data, warning => Log.Warn(warning));
    }

    private async Task<ResourceInvokeResponse> SendInvokeAsync(string token, Struct args, InvokeOptions? options, RegisterPackageRequest? package)
    {
        var request = new ResourceInvokeRequest
        {
            Tok = token,
            Args = args,
            AcceptResources = AcceptsResourceReferences,
            Provider = await ProviderOfAsync(token, options?.Provider, options?.Parent).ConfigureAwait(false),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            PackageRef = await Packages.GetReferenceAsync(package).ConfigureAwait(false),
        };
        try
        {
            var response = await Monitor.InvokeAsync(request).ConfigureAwait(false);
            ThrowOnFailures(token, response.Failures);
            return response;
        }
        catch (GrpcException e) when (!EngineFailure.HasEngineGone(e))
        {
            throw new RunException($"Invoke of '{token}' failed: {e.Message}", e);
        }
    }

    private async Task<OutputData<T>> CallForDataAsync<T>(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? package)
    {
        var arguments = args.ToDictionary().ToImmutableDictionary();
        arguments = self is null ? arguments : arguments.SetItem("__self__", self);
        var serializerOptions = new SerializerOptions(
            KeepResources: true, KeepOutputValues: await Features.SupportsAsync("outputValues").ConfigureAwait(false), ExcludeResourceReferences: true);
        var properties = await SerializedProperties.SerializeAsync(token, arguments, serializerOptions).ConfigureAwait(false);
        var request = new ResourceCallRequest
        {
            Tok = token,
            Args = properties.Object,
            Provider = await ProviderOfAsync(token, options?.Provider ?? self?.Provider, options?.Parent ?? self).ConfigureAwait(false),
            Version = options?.Version ?? self?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? self?.PluginDownloadUrl ?? "",
            PackageRef = await Packages.GetReferenceAsync(package).ConfigureAwait(false),
        };
        foreach (var (name, resources) in properties.Dependencies)
        {
            var urns = await DependencyUrns.ExpandAsync(resources).ConfigureAwait(false);
            request.ArgDependencies[name] = new ResourceCallRequest.Types.ArgumentDependencies { Urns = { urns } };
        }

        var response = await Monitor.CallAsync(request).ConfigureAwait(false);
        ThrowOnFailures(token, response.Failures);
        var data = Deserializer.Deserialize(Value.ForStruct(response.Return ?? new Struct()));
        var dependencies = response.ReturnDependencies.Values.SelectMany(d => d.Urns).Select(u => new DependencyResource(u));
        return Converter.Convert<T>(token, data with { Resources = data.Resources.Union(dependencies) }, warning => Log.Warn(warning));
    }

    private static async Task<ImmutableHashSet<Resource>> DependenciesOfAsync(InvokeOptions? options)
    {
        if (options is not InvokeOutputOptions { DependsOn: { } dependsOn })
        {
            return [];
        }

        var data = await dependsOn.ToOutput().DataTask.ConfigureAwait(false);
        return data.IsKnown ? data.Resources.Union(data.Value) : data.Resources;
    }

    /// <summary>A function that reads what a resource will create can't be called before the resource exists.</summary>
    private static async Task<bool> AnyIdUnknownAsync(IEnumerable<Resource> resources)
    {
        foreach (var urnsOwner in DependencyUrns.Leaves(resources).OfType<CustomResource>())
        {
            if (!(await urnsOwner.Id.DataTask.ConfigureAwait(false)).IsKnown)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<string> ProviderOfAsync(string token, ProviderResource? provider, Resource? parent)
    {
        var package = ProviderInheritance.PackageOf(token);
        provider ??= package is null ? null : parent?.Providers.GetValueOrDefault(package);
        return provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false);
    }

    private static OutputData<object?> SingleOf(string token, OutputData<object?> data) => !data.IsKnown ? data
        : data.Value is ImmutableDictionary<string, object?> { Count: 1 } result ? data with { Value = result.Values.Single() }
        : throw new InvalidOperationException($"Invoke of '{token}' was to return a single value; the result has not exactly one property.");

    private static void ThrowOnFailures(string token, IReadOnlyCollection<CheckFailure> failures)
    {
        if (failures.Count > 0)
        {
            var reasons = failures.Select(f => f.Property.Length == 0 ? f.Reason : $"{f.Reason} ({f.Property})");
            throw new RunException($"Invoke of '{token}' failed: {string.Join("; ", reasons)}");
        }
    }
}
