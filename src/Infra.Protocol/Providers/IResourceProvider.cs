using Infra.Protocol.Properties;

namespace Infra.Protocol.Providers;

/// <summary>
/// What makes and changes the real things behind resources. One interface, three forms: in this process, a plugin
/// process of somebody else's, and served by us as a plugin. Calls of one provider may run at the same time.
/// Errors: <see cref="ProviderException"/> for a clean failure, <see cref="InitializationFailedException"/> when the
/// thing exists but is not well; <see cref="OperationCanceledException"/> after <see cref="CancelAsync"/>.
/// </summary>
public interface IResourceProvider : IAsyncDisposable
{
    /// <summary>The provider's own version, a semantic version without "v"; "" if it has none.</summary>
    string Version { get; }

    /// <summary>What the peers may send each other.</summary>
    ProviderCapabilities Capabilities { get; }

    /// <summary>The package's schema as Pulumi schema JSON.</summary>
    Task<string> GetSchemaAsync(CancellationToken cancellationToken);

    Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken);

    Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken);

    Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken);

    /// <summary>Validates inputs and fills in defaults; what it returns is stored, diffed and created.</summary>
    Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken);

    Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken);

    Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken);

    /// <summary>Looks at the real thing. A null result means that it does not exist.</summary>
    Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken);

    Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken);

    /// <summary>Takes the thing away; one that is gone already is a success.</summary>
    Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken);

    Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken);

    /// <summary>Asks running calls to end soon; idempotent.</summary>
    Task CancelAsync(CancellationToken cancellationToken);
}
