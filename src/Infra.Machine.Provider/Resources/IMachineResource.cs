using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Resources;

/// <summary>What the provider can do with the resources of one type.</summary>
internal interface IMachineResource
{
    /// <summary>The type, as in machine:index:KeyPair.</summary>
    string Token { get; }

    CheckResult Check(CheckArgs args);

    DiffResult Diff(DiffArgs args);

    Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken);

    Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken);

    Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken);

    Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken);
}
