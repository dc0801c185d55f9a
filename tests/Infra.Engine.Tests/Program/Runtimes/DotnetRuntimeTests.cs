using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Engine.Program.Runtimes;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class DotnetRuntimeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("out/app.dll", "", "dotnet", "out/app.dll")]
    [InlineData("out/app", "", "out/app", null)]
    [InlineData("out/app.dll", "mono", "mono", "out/app.dll")]
    [InlineData("out/app.dll", "./out/app", "out/app", "out/app.dll")]
    public async Task Prepare_OfABinary_StartsItAsItIs(string binary, string executor, string file, string? argument)
    {
        _directory.File("out/app.dll", "");
        _directory.File("out/app", "");

        var command = await PrepareAsync("", ("binary", binary), ("use-executor", executor));

        command.File.ShouldEndWith(file.Contains('/', StringComparison.Ordinal) ? Path.Combine(_directory.Path, file) : file);
        command.Arguments.ShouldBe(argument is null ? [] : [Path.Combine(_directory.Path, argument)]);
        command.WorkingDirectory.ShouldBe(_directory.Path);
    }

    [Theory]
    [InlineData("", "binary", "gone.dll", "gone.dll")]
    [InlineData("", "use-executor", "./gone", "gone")]
    [InlineData("", "", "", "No .csproj")]
    [InlineData("two", "", "", "a.csproj, b.fsproj")]
    [InlineData("app.cs", "", "", "app.cs")]
    [InlineData("nowhere", "", "", "nowhere")]
    public async Task Prepare_OfWhatIsNotThere_SaysWhat(string main, string option, string value, string reason)
    {
        _directory.File("two/a.csproj", "");
        _directory.File("two/b.fsproj", "");
        _directory.File("app.cs", "");

        var error = await Should.ThrowAsync<InfraException>(() => PrepareAsync(main, (option, value)));

        error.Code.ShouldBe("INF4311");
        error.Detail.ShouldContain(reason);
    }

    private Task<ProgramCommand> PrepareAsync(string main, params (string Name, string Value)[] options)
    {
        var project = TestEngine.Project with { RootDirectory = _directory.Path, Main = main };
        foreach (var (name, value) in options.Where(o => o.Value.Length > 0))
        {
            project = project with { RuntimeOptions = project.RuntimeOptions.Add(name, value) };
        }

        var operation = new Operation(OperationKind.Up, project, "dev", StackConfig.Empty);
        var start = new ProgramStart(operation, ProgramLocator.Locate(project), "127.0.0.1:1", new EventSink(new Nobody(), TimeProvider.System));
        return new DotnetRuntime().PrepareAsync(start, CancellationToken.None);
    }
}
