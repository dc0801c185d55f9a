using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>A package whose resources can be previewed from facts alone.</summary>
/// <param name="MissingCredentials">What the real provider lacks, in words, given the configuration keys that are set; null if nothing.</param>
/// <param name="Make">Makes the stand-in; it is told what is missing to ask the real provider.</param>
public sealed record OfflinePackage(
    Func<IReadOnlySet<string>, string?> MissingCredentials,
    Func<string, IProviderHost, IResourceProvider> Make);
