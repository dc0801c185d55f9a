using Infra.Engine.Diagnostics;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;

namespace Infra.Engine.Tests.Workspace;

public sealed class ProjectLoaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Load_FromADirectoryBelow_FindsTheProject()
    {
        _directory.File("Pulumi.yaml", """
            name: demo
            runtime:
              name: dotnet
              options:
                binary: bin/x.dll
            main: stacks
            stackConfigDir: stacks
            backend:
              url: file://state
            options:
              refresh: always
            config:
              workers:
                type: integer
                description: Processes that serve.
                default: 3
              aws:region: eu-west-1
            plugins:
              providers:
                - name: thing
                  path: ./plugins
            """);
        var below = Directory.CreateDirectory(Path.Combine(_directory.Path, "a", "b")).FullName;

        var project = ProjectLoader.Load(below);

        project.Name.ShouldBe("demo");
        project.Runtime.ShouldBe("dotnet");
        project.RuntimeOptions["binary"].ShouldBe("bin/x.dll");
        project.StackConfigDirectory.ShouldBe(Path.Combine(_directory.Path, "stacks"));
        project.BackendUrl.ShouldBe("file://state");
        project.AlwaysRefresh.ShouldBeTrue();
        project.Config["demo:workers"].ShouldBe(new ConfigDeclaration("integer", "Processes that serve.", "3", false));
        project.Config["aws:region"].Default.ShouldBe("eu-west-1");
        project.ProviderPlugins["thing"].ShouldBe(Path.Combine(_directory.Path, "plugins"));
    }

    [Fact]
    public void Load_WithoutAProject_SaysWhereItLooked()
    {
        var error = Should.Throw<InfraException>(() => ProjectLoader.Load(_directory.Path));

        error.Code.ShouldBe(DiagnosticCodes.ProjectMissing);
        error.ExitCode.ShouldBe(ExitCodes.Configuration);
        error.Detail.ShouldContain(_directory.Path);
    }

    [Theory]
    [InlineData("runtime: dotnet\n", "name")]
    [InlineData("name: demo\n", "runtime")]
    [InlineData("name: a/b\nruntime: dotnet\n", "a/b")]
    [InlineData("name: [demo\nruntime: dotnet\n", "")]
    [InlineData("name: demo\nruntime: [dotnet]\n", "runtime")]
    [InlineData("name: demo\nruntime: dotnet\nconfig:\n  x:\n    type: integr\n", "integr")]
    [InlineData("", "name")]
    [InlineData("just text", "mapping")]
    public void Load_OfAMalformedProject_IsRefused(string text, string said)
    {
        _directory.File("Pulumi.yaml", text);

        var error = Should.Throw<InfraException>(() => ProjectLoader.Load(_directory.Path));

        error.ExitCode.ShouldBe(ExitCodes.Configuration);
        (error.Message + error.Detail).ShouldContain(said);
    }

    [Theory]
    [InlineData("'>=3.100.0'", "")]
    [InlineData("'<3.100.0'", "INF4308")]
    [InlineData("newest", "INF4307")]
    [InlineData("3", "INF4307")]
    public void Load_OfAProjectThatRequiresAVersionOfPulumi_HoldsItAgainstTheOneThisEngineFollows(string range, string code)
    {
        _directory.File("Pulumi.yaml", $"name: demo\nruntime: dotnet\nrequiredPulumiVersion: {range}\n");

        if (code.Length == 0)
        {
            ProjectLoader.Load(_directory.Path).Name.ShouldBe("demo");
            return;
        }

        var problem = Should.Throw<InfraException>(() => ProjectLoader.Load(_directory.Path));
        (problem.Code, problem.ExitCode).ShouldBe((code, ExitCodes.Configuration));
        problem.Place.ShouldBe($"{Path.Combine(_directory.Path, "Pulumi.yaml")}:3:24");
        problem.Message.ShouldContain(range.Trim('\''));
    }
}
