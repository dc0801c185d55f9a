using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Engine.Program.Runtimes;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class NodeRuntimeTests
{
    private readonly TestEngine _engine = new();

    [SkippableFact]
    public async Task Up_OfTypeScript_CompilesItAsItIsLoaded()
    {
        using var project = await NodeProject.CreateAsync(settings: "runtime: nodejs");
        File.Delete(Path.Combine(project.Path, "index.js"));
        project.Write("tsconfig.json", """{ "compilerOptions": { "strict": true, "skipLibCheck": true } }""");
        project.Write("index.ts", """
            import * as pulumi from "@pulumi/pulumi";
            class Typed extends pulumi.CustomResource {
                public readonly made!: pulumi.Output<string>;
                constructor(name: string, props: { size: number }) { super("test:index:Thing", name, { made: undefined, ...props }); }
            }
            export const made: pulumi.Output<string> = new Typed("typed", { size: 3 }).made;
            """);

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["made"].ShouldBe((PropertyValue)"id-1");
    }

    [SkippableFact]
    public async Task Up_OfWrongTypeScript_SaysWhere()
    {
        using var project = await NodeProject.CreateAsync(settings: "runtime: nodejs");
        File.Delete(Path.Combine(project.Path, "index.js"));
        project.Write("index.ts", "export const size: number = \"three\";\n");

        (await _engine.RunAsync(OperationKind.Up, project.Project)).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.Single().ShouldContain("index.ts");
        _engine.Errors.Single().ShouldContain("is not assignable to type 'number'");
    }

    [SkippableFact]
    public async Task Up_WithAMainFileAndNodeArguments_RunsThatFileInItsDirectory()
    {
        using var project = await NodeProject.CreateAsync(settings: """
            main: programs/other.js
            runtime: { name: nodejs, options: { typescript: false, nodeargs: "--max-old-space-size=512 --title='a b'" } }
            """);
        project.Write("programs/other.js", """
            exports.arguments = process.execArgv.join("|");
            exports.directory = require("path").basename(process.cwd());
            """);

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["arguments"].ShouldBe((PropertyValue)"--max-old-space-size=512|--title=a b");
        up.Outputs["directory"].ShouldBe((PropertyValue)"programs");
    }

    [SkippableFact]
    public async Task Up_TellsTheProgramOfItsStack()
    {
        using var project = await NodeProject.CreateAsync("""
            exports.all = [pulumi.getProject(), pulumi.getStack(), pulumi.getOrganization(), pulumi.runtime.isDryRun(), require("fs").realpathSync(pulumi.runtime.getRootDirectory()) === require("fs").realpathSync(__dirname)];
            """);

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outputs["all"].ShouldBe(PropertyValue.Array("proj", "dev", "organization", false, true), _engine.ToString());
    }

    [Theory]
    [InlineData("typescript", "perhaps", "true or false")]
    [InlineData("packagemanager", "cargo", "npm")]
    [InlineData("nodeargs", "--title='a", "quote")]
    public async Task Prepare_WithAWrongOption_IsRefused(string name, string value, string wanted)
    {
        using var directory = new TemporaryDirectory();
        directory.File("index.js", "");

        var error = await RefusalAsync(directory, options => options.Add(name, value));

        error.Code.ShouldBe("INF4317");
        error.Detail.ShouldContain(wanted);
    }

    [SkippableTheory]
    [InlineData("package-lock.json", "{ \"dependencies\": { \"@pulumi/pulumi\": \"^3\" } }", "npm install")]
    [InlineData("package-lock.json", "{}", "npm install @pulumi/pulumi")]
    [InlineData("yarn.lock", "{ \"dependencies\": { \"@pulumi/pulumi\": \"^3\" } }", "yarn install")]
    [InlineData("pnpm-lock.yaml", "{}", "pnpm add @pulumi/pulumi")]
    public async Task Prepare_WithoutTheSdk_SaysWhatToType(string lockFile, string manifest, string command)
    {
        var missing = await global::Tests.Support.DebianTools.MissingAsync("node");
        Skip.If(missing.Length > 0, "node is not installed");
        using var directory = new TemporaryDirectory();
        directory.File("index.js", "");
        directory.File(lockFile, "");
        directory.File("package.json", manifest);

        var error = await RefusalAsync(directory);

        error.Code.ShouldBe("INF4316");
        error.Help.ShouldBe($"cd {directory.Path} && {command}");
    }

    [Theory]
    [InlineData("#!/bin/sh\necho '{\"node\":\"16.1.0\",\"run\":\"/x\",\"engines\":\">=18\"}'", "16.1.0")]
    [InlineData("#!/bin/sh\necho no; exit 9", "exit code 9")]
    [InlineData("#!/bin/sh\necho '[]'", "does not answer")]
    [InlineData(null, "could not be started")]
    public async Task Prepare_WithoutAProperNode_IsRefused(string? node, string reason)
    {
        using var directory = new TemporaryDirectory();
        directory.File("index.js", "");
        var file = Path.Combine(directory.Path, "node");
        if (node is not null)
        {
            directory.File("node", node);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var error = await RefusalAsync(directory, node: file);

        error.Code.ShouldBe("INF4315");
        error.Detail.ShouldContain(reason);
    }

    [Theory]
    [InlineData("{ \"main\": \"dist/app.js\" }", false)]
    [InlineData("{ \"main\": \"app.js\" }", true)]
    [InlineData("{ \"exports\": { \".\": { \"default\": \"./app.js\" } } }", true)]
    [InlineData("{ nonsense", false)]
    public void Check_OfAPackageWithoutAnIndex_GoesByItsManifest(string manifest, bool isFine)
    {
        using var directory = new TemporaryDirectory();
        directory.File("app.js", "");
        directory.File("package.json", manifest);
        var check = () => NodeEntry.Check(ProjectIn(directory), new ProgramPlace(directory.Path));

        if (isFine)
        {
            check();
        }
        else
        {
            Should.Throw<InfraException>(check).Code.ShouldBe("INF4311");
        }
    }

    private static async Task<InfraException> RefusalAsync(TemporaryDirectory directory, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>>? options = null, string node = "node")
    {
        var project = ProjectIn(directory);
        project = project with { RuntimeOptions = options?.Invoke(project.RuntimeOptions) ?? project.RuntimeOptions };
        var start = new ProgramStart(
            new Operation(OperationKind.Up, project, "dev", StackConfig.Empty), new ProgramPlace(directory.Path), "127.0.0.1:1", new EventSink(new Nobody(), TimeProvider.System));
        return await Should.ThrowAsync<InfraException>(() => new NodeRuntime(node).PrepareAsync(start, CancellationToken.None));
    }

    private static Project ProjectIn(TemporaryDirectory directory) => TestEngine.Project with { RootDirectory = directory.Path, Runtime = "nodejs" };
}
