using System.Collections.Immutable;
using System.Text.Json;
using Infra.Cli.Commands;
using Infra.Cli.Stacks;
using Infra.Engine;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Operations;

/// <summary>What the command line, or its file, wants imported.</summary>
internal sealed class ImportReader(Invocation invocation, ImportOptions options)
{
    private const string Place = "the command line";

    /// <exception cref="InfraException">INF7020, with all that is wrong; INF7004: neither a resource nor a file, or both.</exception>
    public async Task<ImmutableArray<ImportRequest>> ReadAsync(OpenedStack stack, CancellationToken cancellationToken)
    {
        var (file, place) = await FileAsync();
        var snapshot = await stack.Store.LoadAsync(cancellationToken);
        var requests = new ImportResolver(file, snapshot, stack.Project.Name, stack.Name, invocation.Get(options.Protect)).Resolve(out var problems);
        return problems.Count == 0 ? requests : throw Refused(place, string.Join('\n', problems));
    }

    private async Task<(ImportFile File, string Place)> FileAsync()
    {
        string?[] named = [invocation.Get(options.Type), invocation.Get(options.Name), invocation.Get(options.Id)];
        if (invocation.Get(options.File) is not { } file)
        {
            return named.All(part => part is not null) ? (FromCommandLine(named!), Place) : throw Bad("A resource to import has a type, a name and an id.");
        }

        if (named.Any(part => part is not null) || invocation.Has(options.Parent) || invocation.Has(options.Provider) || invocation.Has(options.Properties))
        {
            throw Bad("--file says all there is to say of the resources.");
        }

        var place = invocation.Resolve(file);
        var text = await FilesOfCommandLine.ReadAsync(place);
        try
        {
            return (ImportFile.Parse(text), place);
        }
        catch (JsonException e)
        {
            throw Refused(place, e.Message);
        }
    }

    private ImportFile FromCommandLine(string[] named)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        return new ImportFile
        {
            NameTable = table,
            Resources =
            [
                new ImportFile.Entry
                {
                    Type = named[0],
                    Name = named[1],
                    Id = named[2],
                    Parent = Named(options.Parent, table),
                    Provider = Named(options.Provider, table),
                    Properties = [.. (invocation.Get(options.Properties) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
                },
            ],
        };
    }

    /// <summary>name=urn as Pulumi has it, or the URN alone.</summary>
    private string? Named(System.CommandLine.Option<string> option, Dictionary<string, string> table)
    {
        if (invocation.Get(option) is not { } text)
        {
            return null;
        }

        var urn = text[(text.IndexOf("=urn:", StringComparison.Ordinal) + 1)..];
        table[urn] = urn;
        return urn;
    }

    private static InfraException Refused(string place, string detail) => new(
        CliCodes.ImportProblems, "This cannot be imported", $"{detail}\nNothing was changed.", "Correct it and run the command again. URNs of the stack's resources:\n    infra stack --show-urns", place, ExitCodes.Configuration);

    private static InfraException Bad(string detail) => new(
        CliCodes.BadOptions, "The options cannot be used together or as given", detail, "infra import <type> <name> <id>\ninfra import --file import.json", exitCode: ExitCodes.Configuration);
}
