using System.Collections.Immutable;
using System.Globalization;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program.Runtimes;

/// <summary>
/// Programs of Node.js, run by their own @pulumi/pulumi: its module cmd/run gets the arguments and variables that
/// the official language host gives it.
/// </summary>
/// <param name="node">The executable, a name on the PATH or a path.</param>
internal sealed class NodeRuntime(string node = "node") : IRuntime
{
    public async Task<ProgramCommand> PrepareAsync(ProgramStart start, CancellationToken cancellationToken)
    {
        var (operation, place) = (start.Operation, start.Place);
        var options = NodeOptions.Read(operation.Project);
        NodeEntry.Check(operation.Project, place);
        var sdk = await NodeSdk.FindAsync(node, operation.Project, options, place.Directory, cancellationToken);
        if (sdk.Warning.Length > 0)
        {
            start.Events.Diagnose("", LogSeverity.Warning, sdk.Warning);
        }

        ImmutableArray<string> arguments =
        [
            .. options.NodeArguments,
            sdk.RunPath,
            "--monitor", start.Address,
            "--engine", start.Address,
            "--organization", ProgramEnvironment.Organization,
            "--project", operation.Project.Name,
            "--root-directory", operation.Project.RootDirectory,
            "--stack", operation.StackName,
            "--pwd", place.Directory,
            .. operation.DryRun ? ["--dry-run"] : Array.Empty<string>(),
            "--parallel", operation.Parallel.ToString(CultureInfo.InvariantCulture),
            place.File is null ? "." : Path.GetFileName(place.File),
        ];
        return new ProgramCommand(node, arguments, place.Directory) { Environment = Variables(options) };
    }

    private static ImmutableDictionary<string, string> Variables(NodeOptions options)
    {
        var variables = ImmutableDictionary<string, string>.Empty;
        if (options.TypeScript)
        {
            variables = variables.Add("PULUMI_NODEJS_TYPESCRIPT", "true");
        }

        return options.TsConfig.Length > 0 ? variables.Add("PULUMI_NODEJS_TSCONFIG_PATH", options.TsConfig) : variables;
    }
}
