using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Program;

/// <summary>Where a project's program is: `main`, or the directory of Pulumi.yaml.</summary>
internal static class ProgramLocator
{
    private static readonly string[] _patterns = ["*.csproj", "*.fsproj", "*.vbproj"];

    /// <summary>The directory the program runs in, and the project file or directory it is built from.</summary>
    public static (string Directory, string Entry) Locate(Project project)
    {
        var main = Path.GetFullPath(Path.Combine(project.RootDirectory, project.Main));
        if (Directory.Exists(main))
        {
            return (main, main);
        }

        return File.Exists(main)
            ? (Path.GetDirectoryName(main)!, main)
            : throw new InfraException("INF4311", "the project's `main` does not exist", $"'{project.Main}' is neither a directory nor a file in {project.RootDirectory}.", "Correct `main` in Pulumi.yaml.", project.File);
    }

    /// <summary>The one .NET project of the directory, or the file itself.</summary>
    public static string ProjectFile(Project project, string entry)
    {
        if (File.Exists(entry))
        {
            return entry;
        }

        var found = _patterns.SelectMany(pattern => Directory.EnumerateFiles(entry, pattern)).Order(StringComparer.Ordinal).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw new InfraException("INF4311", "there is no .NET project to run", $"No .csproj, .fsproj or .vbproj file is in {entry}.", "Set `main` in Pulumi.yaml to the directory of the program.", project.File),
            _ => throw new InfraException("INF4311", "it is not clear which project to run", $"{entry} holds {string.Join(", ", found.Select(Path.GetFileName))}.", "Set `main` in Pulumi.yaml to the project file.", project.File),
        };
    }
}
