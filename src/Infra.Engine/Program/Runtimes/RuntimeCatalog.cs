using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Program.Runtimes;

/// <summary>The runtimes a project may name.</summary>
internal static class RuntimeCatalog
{
    private static readonly string[] _officialOnly = ["python", "go", "java", "yaml", "bun"];

    /// <exception cref="InfraException">INF4314: programs of that runtime cannot be run.</exception>
    public static IRuntime For(Project project) => project.Runtime switch
    {
        "dotnet" => new DotnetRuntime(),
        "nodejs" => new NodeRuntime(),
        var name when _officialOnly.Contains(name) => throw Refused(
            project, $"programs of the runtime '{name}' cannot be run", "This engine runs programs of the runtimes dotnet and nodejs.",
            "Run this project with the official CLI, `pulumi up`: it reads the same state and configuration."),
        var name => throw Refused(
            project, $"there is no runtime '{name}'", "This engine runs programs of the runtimes dotnet and nodejs.",
            "Correct `runtime` in Pulumi.yaml."),
    };

    private static InfraException Refused(Project project, string problem, string detail, string help) =>
        new("INF4314", problem, detail, help, project.File, ExitCodes.Configuration);
}
