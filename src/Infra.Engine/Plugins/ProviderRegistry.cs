using Infra.Engine.Execution;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>The providers of one operation by reference; each is loaded and configured when it is first needed.</summary>
internal sealed class ProviderRegistry : Plan.IPlanProviders, IAsyncDisposable
{
    private readonly IProviderLoader _loader;
    private readonly bool _preview;
    private readonly WorkClock _clock;
    private readonly CancellationToken _abort;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Configured> _configured = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Urn, string Version), Lazy<Task<IResourceProvider>>> _fresh = [];
    private readonly List<Task<IResourceProvider>> _loaded = [];
    private readonly ProviderResources _resources;

    public ProviderRegistry(IProviderLoader loader, bool preview, WorkClock clock, CancellationToken abort)
    {
        _loader = loader;
        _preview = preview;
        _clock = clock;
        _abort = abort;
        _resources = new ProviderResources(this);
    }

    /// <summary>What manages the resource; for a provider resource the engine itself.</summary>
    /// <exception cref="Plan.PlanException">The reference names no provider there is.</exception>
    public async Task<IResourceProvider> GetAsync(ResourceState resource) =>
        Urn.IsProviderType(resource.Type) ? _resources : await GetAsync(resource.Provider, resource.Urn);

    /// <summary>The provider by its reference; <paramref name="user"/> is who needs it, for the message.</summary>
    public async Task<IResourceProvider> GetAsync(string reference, string user)
    {
        Configured? entry;
        lock (_gate)
        {
            entry = _configured.GetValueOrDefault(reference);
        }

        return entry is null
            ? throw new Plan.PlanException(user, $"its provider '{reference}' is not in the state and was not registered by the program")
            : await entry.Provider.Value;
    }

    /// <summary>Makes a provider known; one with the same inputs stays as it is.</summary>
    public void Declare(string urn, string id, PropertyMap inputs)
    {
        var reference = new ProviderReference(urn, id).ToString();
        lock (_gate)
        {
            if (!_configured.TryGetValue(reference, out var known) || !known.Inputs.Equals(inputs))
            {
                _configured[reference] = new Configured(inputs, new(() => ConfigureAsync(urn, inputs)));
            }
        }
    }

    /// <summary>A provider that is not configured, to check or compare a configuration with.</summary>
    public Task<IResourceProvider> LoadAsync(string urn, PropertyMap inputs)
    {
        var version = ProviderInputs.Version(inputs);
        lock (_gate)
        {
            if (!_fresh.TryGetValue((urn, version), out var loading))
            {
                _fresh[(urn, version)] = loading = new(() => Track(LoadAsync(ProviderInputs.Request(Urn.Package(Urn.Type(urn)), inputs))));
            }

            return loading.Value;
        }
    }

    /// <summary>Asks every provider to end its running calls.</summary>
    public async Task CancelAsync()
    {
        await Task.WhenAll((await LoadedAsync()).Select(provider => provider.CancelAsync(CancellationToken.None)));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll((await LoadedAsync()).Select(provider => provider.DisposeAsync().AsTask()));
        await _loader.DisposeAsync();
    }

    private async Task<IResourceProvider> ConfigureAsync(string urn, PropertyMap inputs)
    {
        var package = Urn.Package(Urn.Type(urn));
        if (inputs.ContainsUnknowns)
        {
            return _preview
                ? new UnconfiguredProvider(package, ProviderInputs.Version(inputs))
                : throw new Plan.PlanException(urn, "its configuration holds an unknown value");
        }

        var provider = await LoadAsync(urn, inputs);
        lock (_gate)
        {
            _fresh.Remove((urn, ProviderInputs.Version(inputs)));
        }

        await provider.ConfigureAsync(ProviderInputs.ForProvider(inputs), _abort);
        return provider;
    }

    private async Task<IResourceProvider> LoadAsync(PluginRequest request)
    {
        _clock.Begin(WorkKind.ProviderCall);
        try
        {
            return new TimedProvider(await _loader.LoadAsync(request, _abort), _clock);
        }
        finally
        {
            _clock.End(WorkKind.ProviderCall);
        }
    }

    private Task<IResourceProvider> Track(Task<IResourceProvider> loading)
    {
        _loaded.Add(loading);
        return loading;
    }

    private async Task<IReadOnlyList<IResourceProvider>> LoadedAsync()
    {
        Task<IResourceProvider>[] loading;
        lock (_gate)
        {
            loading = [.. _loaded];
        }

        var providers = new List<IResourceProvider>();
        foreach (var task in loading)
        {
            await task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (task.IsCompletedSuccessfully)
            {
                providers.Add(task.Result);
            }
        }

        return providers;
    }

    private sealed record Configured(PropertyMap Inputs, Lazy<Task<IResourceProvider>> Provider);
}
