using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program;

/// <summary>What a program may ask of the engine, whatever it speaks.</summary>
internal interface IMonitor
{
    /// <summary>Returns when the resource is as wanted.</summary>
    Task<RegisteredResource> RegisterAsync(Goal goal, ProviderRequest provider, CancellationToken cancellationToken);

    /// <summary>Tells why a registration cannot be done, and answers as for one that failed.</summary>
    Task<RegisteredResource> RefuseAsync(string problem, CancellationToken cancellationToken);

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

    /// <summary>Package to provider reference, for the resource and its children.</summary>
    public ImmutableDictionary<string, string> ByPackage { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>The answer to a registration. In a preview an id may be "".</summary>
internal sealed record RegisteredResource(string Urn, string Id, PropertyMap Properties, RegistrationResult Result = RegistrationResult.Success)
{
    /// <summary>It was not made, as the operation is not about it: what it would be is not known.</summary>
    public bool Unknown { get; init; }
}

internal enum RegistrationResult
{
    Success,
    Fail,
    Skip,
}
