using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Resources;

/// <summary>A question the provider answers, or a deed, that is no resource.</summary>
internal interface IMachineFunction
{
    /// <summary>As in machine:index:rollback.</summary>
    string Token { get; }

    Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken);
}
