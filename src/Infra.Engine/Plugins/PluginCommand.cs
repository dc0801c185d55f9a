using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;
using YamlDotNet.RepresentationModel;

namespace Infra.Engine.Plugins;

/// <summary>How a plugin is started; the engine's address is added as the last argument.</summary>
internal sealed record PluginCommand(string File, ImmutableArray<string> Arguments)
{
    public const string Description = "PulumiPlugin.yaml";
    private const string NodeRunner = "node_modules/@pulumi/pulumi/cmd/run-plugin";

    /// <param name="package">Whose plugin.</param>
    /// <param name="path">An executable, or a directory with a PulumiPlugin.yaml.</param>
    /// <exception cref="InfraException">It cannot be started.</exception>
    public static PluginCommand For(string package, string path)
    {
        if (!Directory.Exists(path))
        {
            return IsExecutable(path)
                ? new PluginCommand(path, [])
                : throw Unable(package, path, "It is not executable.", $"chmod +x {path}");
        }

        var description = Path.Combine(path, Description);
        var runtime = Runtime(description);
        return runtime == "nodejs"
            ? new PluginCommand("node", [Runner(package, path), path])
            : throw Unable(package, description, $"Its runtime is '{runtime}'; this engine runs plugins that are executables, and those of the runtime nodejs.", "Use an executable of the plugin, or the official CLI.");
    }

    public override string ToString() => string.Join(' ', Arguments.Prepend(File));

    private static string Runtime(string file) => YamlText.Find(YamlText.Load(System.IO.File.ReadAllText(file), file, "INF4303"), "runtime") switch
    {
        YamlScalarNode { Value: { Length: > 0 } name } => name,
        YamlMappingNode map when YamlText.Find(map, "name") is YamlScalarNode { Value: { Length: > 0 } name } => name,
        _ => throw new InfraException("INF4303", "The provider's plugin cannot be started", "'runtime' is missing.", "Correct the file.", file),
    };

    /// <summary>Where Node itself would find it: in the plugin's node_modules or in those of a directory above.</summary>
    private static string Runner(string package, string path)
    {
        for (var at = new DirectoryInfo(path); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, NodeRunner) is var runner && Directory.Exists(runner))
            {
                return runner;
            }
        }

        throw Unable(package, path, "Its npm packages are not installed: @pulumi/pulumi is missing.", $"npm install --prefix {path}");
    }

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows()
        || (System.IO.File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;

    private static InfraException Unable(string package, string place, string detail, string help) =>
        new("INF4303", $"The plugin of provider '{package}' cannot be started", detail, help, place);
}
