using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Engine.Plugins;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program;

/// <summary>What a program may ask of the engine, whatever it speaks.</summary>
internal interface IMonitor
{
    /// <summary>Returns when the resource is as wanted.</summary>
    Task<RegisteredResource> RegisterAsync(Goal goal, ProviderRequest provider, CancellationToken cancellationToken);

    /// <summary>Tells why a registration cannot be done, and answers as for one that failed.</summary>
    /// <param name="place">Enough of it to know where it belongs: type, name, parent.</param>
    /// <param name="problem">What to tell.</param>
    /// <param name="cancellationToken">Fires when the program has gone.</param>
    Task<RegisteredResource> RefuseAsync(Goal place, string problem, CancellationToken cancellationToken);

    Task<RegisteredResource> ReadAsync(ReadGoal goal, ProviderRequest provider, CancellationToken cancellationToken);

    /// <summary>Outputs of a component, or of the stack.</summary>
    Task RegisterOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken);

    /// <summary>Null: not known before the provider's own configuration is.</summary>
    Task<InvokeResult?> InvokeAsync(string token, PropertyMap args, ProviderRequest provider, CancellationToken cancellationToken);
}

/// <summary>Which provider a request is for: the one it names, one of those given by package, the parent's, or the default.</summary>
internal sealed record ProviderRequest(string Reference = "", string Version = "", string DownloadUrl = "")
{
    public static ProviderRequest Default { get; } = new();

    /// <summary>SHA-256 of the plugin's release archives in hexadecimal, by "os-arch"; empty if none are known.</summary>
    public ImmutableSortedDictionary<string, string> Checksums { get; init; } = PluginRequest.NoChecksums;

    /// <summary>Package to provider reference, for the resource and its children.</summary>
    public ImmutableDictionary<string, string> ByPackage { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>The answer to a registration. In a preview an id may be "".</summary>
internal sealed record RegisteredResource(string Urn, string Id, PropertyMap Properties, RegistrationResult Result = RegistrationResult.Success)
{
    /// <summary>It was not made, as the operation is not about it, or failed in a preview: what it would be is not known.</summary>
    public bool Unknown { get; init; }
}

internal enum RegistrationResult
{
    Success,
    Fail,
    Skip,
}
