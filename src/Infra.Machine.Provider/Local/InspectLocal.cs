using Infra.Machine.Provider.Resources;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local;

/// <summary>machine:index:inspectLocal: which local machines there are, and what is left of ones that are no more.</summary>
internal sealed class InspectLocal(LocalRoot root) : IMachineFunction
{
    public string Token => "machine:index:inspectLocal";

    public async Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken) =>
        InvokeResult.Ok((await new LocalInspector(root).InspectAsync(cancellationToken)).ToProperties());
}
