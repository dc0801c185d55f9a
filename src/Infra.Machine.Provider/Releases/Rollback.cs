using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Releases;

/// <summary>machine:index:rollback: makes the release before the live one, or the one named by `to`, serve again.</summary>
internal sealed class Rollback(ReleaseDeployer deployer) : IMachineFunction
{
    /// <summary>Inputs of a Release, so that those of the state can be handed over as they are.</summary>
    private static readonly string[] _others = ["source", "prepare", "triggers", "running"];

    public string Token => "machine:index:rollback";

    public async Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken)
    {
        var inputs = _others.Aggregate(args.Args, (map, name) => map.Without(name));
        var check = InputReader.Check(inputs, Read);
        if (!check.Failures.IsEmpty)
        {
            return new InvokeResult(PropertyMap.Empty, check.Failures);
        }

        var (connection, place, to) = InputReader.Read(inputs, Read);
        var status = await deployer.RollbackAsync(connection, place, to, cancellationToken);
        return InvokeResult.Ok(status.ToOutputs());
    }

    private static (ServerConnection Connection, ReleasePlace Place, string To) Read(InputReader inputs) =>
        (ConnectionInputs.Read(inputs)!, ReleaseInputs.ReadPlace(inputs), inputs.OptionalText("to") ?? "");
}
