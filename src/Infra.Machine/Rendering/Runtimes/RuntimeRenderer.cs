using Infra.Machine.Rendering.Databases;
using Infra.Machine.Rendering.Applications;
using Infra.Machine.States;

namespace Infra.Machine.Rendering.Runtimes;

/// <summary>Python, what the application needs of the distribution, its user and its settings.</summary>
internal static class RuntimeRenderer
{
    public static LayerState Render(Site site, DatabaseRenderer? database) => new($"{site.Name}-runtime")
    {
        Packages = LayerState.Sorted([
            "curl",
            "python3",
            .. site.Project.HasRequirements ? (string[])["python3-venv"] : ["libjs-jquery", "python3-django"],
            .. database is null ? (string[])[] : [database.PythonDriver],
            .. site.Declaration.Runtime.Packages,
        ]),
        Users = LayerState.Sorted((site.Name, new UserState(site.Root))),
        Directories = LayerState.Sorted(
            (site.ConfigurationDirectory, new DirectoryState()),
            (site.Root, new DirectoryState())),
        Files = LayerState.Sorted<FileState>(
        [
            (site.EnvironmentFile, FileState.Secret(EnvironmentFile.Render(DjangoEnvironment.For(site, database)))),
            .. database is { IsOnOwnServer: true } ? [(site.DatabaseAuthorityFile, new FileState(Placeholder.DatabaseAuthority))] : (ReadOnlySpan<(string, FileState)>)[],
        ]),
    };
}
