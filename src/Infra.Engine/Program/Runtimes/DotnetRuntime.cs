using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Programs of .NET: a project that is built when it has changed, or a prebuilt `binary`.</summary>
internal sealed class DotnetRuntime : IRuntime
{
    private static readonly string[] _extensions = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>
    /// A program is started often and lives shortly: no thread for collecting garbage, little between two collections (4 MiB, up to
    /// 16 when they find much alive), no profile of itself, and compiled code is written where it runs: it is the user's own code, which
    /// takes nothing from strangers.
    /// </summary>
    private static readonly (string Name, string Value)[] _thrift =
    [
        ("DOTNET_gcConcurrent", "0"),
        ("DOTNET_GCgen0size", "400000"),
        ("DOTNET_GCGen0MaxBudget", "1000000"),
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_EnableWriteXorExecute", "0"),
    ];

    public async Task<ProgramCommand> PrepareAsync(ProgramStart start, CancellationToken cancellationToken)
    {
        var (project, place) = (start.Operation.Project, start.Place);
        var dotnet = project.RuntimeOptions.GetValueOrDefault("use-executor") is { Length: > 0 } executor ? Executor(project, executor) : OwnDotnet();
        if (project.RuntimeOptions.GetValueOrDefault("binary") is not { Length: > 0 } binary)
        {
            return Command(dotnet, await ProgramBuild.EnsureAsync(dotnet, ProjectFile(project, place), start.Events, cancellationToken), place);
        }

        var file = Path.GetFullPath(Path.Combine(project.RootDirectory, binary));
        if (!File.Exists(file))
        {
            throw NotFound(project, "the program's binary does not exist", $"runtime.options.binary is '{binary}'; there is no file {file}.", "Build it first, or leave `binary` out: the program is then built when it has changed.");
        }

        return Command(dotnet, file, place);
    }

    private static ProgramCommand Command(string dotnet, string file, ProgramPlace place)
    {
        var command = file.EndsWith(".dll", StringComparison.Ordinal) ? new ProgramCommand(dotnet, [file], place.Directory) : new ProgramCommand(file, [], place.Directory);
        return command with { Environment = Thrift() };
    }

    /// <summary>Settings of the runtime, except those that somebody has made already.</summary>
    private static ImmutableDictionary<string, string> Thrift() => _thrift
        .Where(setting => Environment.GetEnvironmentVariable(setting.Name) is null)
        .ToImmutableDictionary(setting => setting.Name, setting => setting.Value);

    /// <summary>A name is looked up on the PATH; a path is relative to Pulumi.yaml.</summary>
    private static string Executor(Project project, string executor)
    {
        if (!executor.Contains('/', StringComparison.Ordinal))
        {
            return executor;
        }

        var file = Path.GetFullPath(Path.Combine(project.RootDirectory, executor));
        return File.Exists(file)
            ? file
            : throw NotFound(project, "the program's executor does not exist", $"runtime.options.use-executor is '{executor}'; there is no file {file}.", "Correct it, or leave it out: `dotnet` of the PATH is then used.");
    }

    /// <summary>The one .NET project of the directory, or the file itself.</summary>
    private static string ProjectFile(Project project, ProgramPlace place)
    {
        if (place.File is { } file)
        {
            return _extensions.Contains(Path.GetExtension(file))
                ? file
                : throw NotFound(project, "`main` is not a .NET project", $"'{project.Main}' is no .csproj, .fsproj or .vbproj file.", "Set `main` in Pulumi.yaml to the project file or its directory.");
        }

        var found = Directory.EnumerateFiles(place.Directory).Where(f => _extensions.Contains(Path.GetExtension(f))).Order(StringComparer.Ordinal).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw NotFound(project, "there is no .NET project to run", $"No .csproj, .fsproj or .vbproj file is in {place.Directory}.", "Set `main` in Pulumi.yaml to the directory of the program."),
            _ => throw NotFound(project, "it is not clear which project to run", $"{place.Directory} holds {string.Join(", ", found.Select(Path.GetFileName))}.", "Set `main` in Pulumi.yaml to the project file."),
        };
    }

    private static InfraException NotFound(Project project, string problem, string detail, string help) => new("INF4311", problem, detail, help, project.File);

    /// <summary>The one that runs this process, so that both are of one version.</summary>
    private static string OwnDotnet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
