using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Program.Runtimes;

/// <summary>runtime.options of a project of Node.js.</summary>
/// <param name="TypeScript">The program may be TypeScript, compiled as it is loaded; true unless said otherwise.</param>
/// <param name="TsConfig">Path of the tsconfig.json from the program's directory; "": tsconfig.json there, if there is one.</param>
/// <param name="NodeArguments">For node itself, such as --max-old-space-size.</param>
/// <param name="PackageManager">npm, yarn, pnpm or bun; "auto": by the lock file.</param>
internal sealed record NodeOptions(bool TypeScript, string TsConfig, ImmutableArray<string> NodeArguments, string PackageManager)
{
    private static readonly string[] _packageManagers = ["auto", "npm", "yarn", "pnpm", "bun"];

    /// <exception cref="InfraException">INF4317: an option has a value it cannot have.</exception>
    public static NodeOptions Read(Project project)
    {
        var options = project.RuntimeOptions;
        var manager = options.GetValueOrDefault("packagemanager", "auto");
        if (!_packageManagers.Contains(manager))
        {
            throw Malformed(project, "packagemanager", manager, "one of " + string.Join(", ", _packageManagers));
        }

        return new NodeOptions(
            Boolean(project, "typescript", fallback: true),
            options.GetValueOrDefault("tsconfig", ""),
            ShellWords.Split(options.GetValueOrDefault("nodeargs", "")) ?? throw Malformed(project, "nodeargs", options["nodeargs"], "arguments with every quote closed"),
            manager);
    }

    /// <summary>What installs the packages of a directory.</summary>
    public string Installer(string directory) => PackageManager != "auto"
        ? PackageManager
        : Above(directory, "yarn.lock") ? "yarn"
        : Above(directory, "pnpm-lock.yaml") || Above(directory, "package.yaml") ? "pnpm"
        : Above(directory, "bun.lock") || Above(directory, "bun.lockb") ? "bun"
        : "npm";

    private static bool Above(string directory, string file)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, file)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Boolean(Project project, string name, bool fallback) => project.RuntimeOptions.GetValueOrDefault(name) switch
    {
        null => fallback,
        "true" => true,
        "false" => false,
        var other => throw Malformed(project, name, other, "true or false"),
    };

    private static InfraException Malformed(Project project, string name, string value, string wanted) => new(
        "INF4317", $"the runtime option '{name}' cannot be '{value}'", $"It should be {wanted}.", $"Correct runtime.options.{name} in Pulumi.yaml.", project.File, ExitCodes.Configuration);
}
