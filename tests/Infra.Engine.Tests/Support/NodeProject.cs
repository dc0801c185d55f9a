using Infra.Engine.Workspace;
using Tests.Support;

namespace Infra.Engine.Tests.Support;

/// <summary>A project of Node.js in a directory of its own, with the official SDK.</summary>
internal sealed class NodeProject : IDisposable
{
    /// <summary>Classes for what <see cref="TestProvider"/> manages.</summary>
    private const string Things = """
        // Node 20.20 never comes back from printing a stack with a file directly under node_modules, such as the SDK's.
        Error.stackTraceLimit = 1;
        const pulumi = require("@pulumi/pulumi");
        exports.pulumi = pulumi;
        exports.Thing = class extends pulumi.CustomResource {
            constructor(name, props, opts) { super("test:index:Thing", name, { made: undefined, ...props }, opts); }
        };
        exports.Provider = class extends pulumi.ProviderResource {
            constructor(name, props, opts) { super("test", name, props, opts); }
        };
        exports.Box = class extends pulumi.ComponentResource {
            constructor(name, opts) { super("my:index:Box", name, {}, opts); }
        };
        """;

    /// <summary>
    /// Without TypeScript, whose compiler takes a second to load. The limit is for a program that does not even begin, where
    /// the line in <see cref="Things"/> does not help.
    /// </summary>
    private const string JavaScript = "runtime: { name: nodejs, options: { typescript: false, nodeargs: --stack-trace-limit=1 } }";

    private readonly TemporaryDirectory _directory = new();

    private NodeProject()
    {
    }

    public string Path => _directory.Path;

    public Project Project => ProjectLoader.Load(Path);

    /// <param name="program">Lines of index.js after those that bring in pulumi, Thing, Provider and Box.</param>
    /// <param name="settings">Lines of Pulumi.yaml after the name.</param>
    public static async Task<NodeProject> CreateAsync(string program = "", string settings = JavaScript)
    {
        var project = new NodeProject();
        await NodePackages.LinkNewestAsync(project.Path);
        project.Write("Pulumi.yaml", $"name: proj\n{settings}\n");
        project.Write("package.json", """{ "name": "proj", "private": true, "dependencies": { "@pulumi/pulumi": "*" } }""");
        project.Write("things.js", Things);
        project.Program(program);
        return project;
    }

    public void Program(string program) => Write("index.js", "const { pulumi, Thing, Provider, Box } = require(\"./things\");\n" + program);

    public void Write(string name, string content) => _directory.File(name, content);

    public void Dispose() => _directory.Dispose();
}
