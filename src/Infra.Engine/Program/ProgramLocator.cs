using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Program;

/// <summary>Where a project's program is: `main`, or the directory of Pulumi.yaml.</summary>
internal static class ProgramLocator
{
    /// <exception cref="InfraException">INF4311: `main` leads nowhere.</exception>
    public static ProgramPlace Locate(Project project)
    {
        var main = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(project.RootDirectory, project.Main)));
        if (Directory.Exists(main))
        {
            return new ProgramPlace(main);
        }

        return File.Exists(main)
            ? new ProgramPlace(Path.GetDirectoryName(main)!, main)
            : throw new InfraException("INF4311", "the project's `main` does not exist", $"'{project.Main}' is neither a directory nor a file in {project.RootDirectory}.", "Correct `main` in Pulumi.yaml.", project.File);
    }
}
