using System.Collections.Immutable;
using Infra.Cli.CodeGeneration;
using Infra.Cli.Commands;
using Infra.Cli.Display;
using Infra.Engine;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Cli.Operations;

/// <summary>After an import: the C# that declares what is in the stack now.</summary>
internal sealed class ImportedDeclarations(Invocation invocation, ImportOptions options, bool json)
{
    private string? File => invocation.Get(options.Out) is { } path ? invocation.Resolve(path) : null;

    private bool IsWanted => invocation.Get(options.GenerateCode) && (!json || File is not null);

    /// <summary>Refuses before anything is imported what could not be written afterwards.</summary>
    /// <exception cref="InfraException">INF7004: both a file and no code. INF7015: the file is there already.</exception>
    public void Check()
    {
        if (File is not null && !invocation.Get(options.GenerateCode))
        {
            throw new InfraException(CliCodes.BadOptions, "The options cannot be used together or as given", "--out says where to write the code that --generate-code=false does not want.", "Leave out one of them.", exitCode: ExitCodes.Configuration);
        }
        else if (System.IO.File.Exists(File))
        {
            throw new InfraException(CliCodes.FileProblem, "A file of the command line cannot be used", "It is there already, and is not overwritten. Nothing was changed.", "Give --out the name of a new file, and copy from it what you want.", File!, ExitCodes.Configuration);
        }
    }

    /// <param name="engine">Asked for schemas.</param>
    /// <param name="operation">The import that was done.</param>
    /// <param name="snapshot">The state after it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(DeploymentEngine engine, Operation operation, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var root = Urn.RootStack(operation.StackName, operation.Project.Name);
        var wanted = operation.Imports.ToLookup(i => Urn.Create(operation.StackName, operation.Project.Name, i.Parent.Length > 0 ? i.Parent : root, i.Type, i.Name), StringComparer.Ordinal);
        var imported = snapshot.Resources.Where(r => wanted.Contains(r.Urn) && !r.Delete).ToImmutableArray();
        if (!IsWanted || imported.IsEmpty)
        {
            return;
        }

        var schemas = (await engine.SchemasAsync(operation, snapshot, imported, new ModelRecorder(), cancellationToken))
            .ToDictionary(pair => pair.Key, pair => PackageSchema.Parse(pair.Key, pair.Value), StringComparer.Ordinal);
        var program = ImportedProgram.Render([.. imported.Select(state => new ImportedResource(state, schemas.GetValueOrDefault(Urn.Package(state.Type)), Version(state, snapshot))
        {
            Provider = wanted[state.Urn].First().Provider,
        })]);
        if (File is { } file)
        {
            await FilesOfCommandLine.WriteAsync(file, program.Text);
            invocation.Screen.Tell($"The declarations of what was imported are in {invocation.Get(options.Out)}. Take them into the program: what it does not declare, the next update deletes.");
        }
        else
        {
            invocation.Screen.Tell("\nTake these declarations into the program: what it does not declare, the next update deletes.\n");
            invocation.Screen.Write(program.Text.TrimEnd('\n'));
        }

        if (program.Secrets.Count > 0)
        {
            invocation.Screen.Tell($"\nIts secrets are read from the configuration. Say what they are:\n{string.Join('\n', program.Secrets.Select(key => $"    infra config set --secret {key} --stack {operation.StackName}"))}");
        }
    }

    private static string Version(ResourceState state, Snapshot snapshot) =>
        snapshot.Resources.FirstOrDefault(r => new ProviderReference(r.Urn, r.Id).ToString() == state.Provider)?.Inputs.Find("version") is StringValue version ? version.Value : "";
}
