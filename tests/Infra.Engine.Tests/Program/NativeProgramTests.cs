using System.Runtime.CompilerServices;
using Infra.Engine.Execution;
using Infra.Engine.Program;
using Infra.Engine.Program.Runtimes;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;
using Tests.Support;

namespace Infra.Engine.Tests.Program;

/// <summary>A program whose project says PublishAot, compiled to machine code and run by this engine.</summary>
public sealed class NativeProgramTests
{
    private static readonly string _directory = Place();
    private static readonly string _usual = Path.Combine(_directory, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Typed.Program.dll");

    [SkippableFact]
    public async Task Up_OfMachineCode_GivesWhatTheUsualProgramGives()
    {
        var expected = new TestEngine();
        var usual = await expected.RunAsync(OperationKind.Up, Project() with { RuntimeOptions = TestEngine.Project.RuntimeOptions.Add("binary", _usual) });
        usual.Outcome.ShouldBe(OperationOutcome.Succeeded, expected.ToString());
        usual.Outputs.Count.ShouldBe(8, expected.ToString());
        expected.Warnings.ShouldBeEmpty();

        var engine = new TestEngine();
        (await CompileAsync(Project())).ShouldEndWith(Path.Combine("obj", "infra", "native", "Typed.Program"));
        var native = await engine.RunAsync(OperationKind.Up, Project());

        native.Outcome.ShouldBe(OperationOutcome.Succeeded, engine.ToString());
        native.Outputs.ShouldBe(usual.Outputs);
        engine.State("second").Inputs.ShouldBe(expected.State("second").Inputs);
        engine.Warnings.ShouldBeEmpty();
        (await engine.RunAsync(OperationKind.Up, Project())).HasChanges.ShouldBeFalse(engine.ToString());
    }

    [SkippableFact]
    public async Task Up_OfATypeThatMachineCodeCannotMake_SaysWhichAndWhatToDo()
    {
        var engine = new TestEngine();
        var project = Project() with { Name = "strange" };
        await CompileAsync(project);

        var up = await engine.RunAsync(OperationKind.Up, project);

        up.Outcome.ShouldBe(OperationOutcome.Failed);
        engine.Errors.ShouldContain(error => error.Contains("ImmutableDictionary<string, Typed.Program.Color>", StringComparison.Ordinal) && error.Contains("<PublishAot>", StringComparison.Ordinal), engine.ToString());
    }

    private static async Task<string> CompileAsync(Project project)
    {
        Skip.IfNot(await DebianTools.MissingAsync("gcc") is [], "machine code is linked by gcc, which is not there");
        var operation = new Operation(OperationKind.Up, project, "dev", StackConfig.Empty);
        var start = new ProgramStart(operation, ProgramLocator.Locate(project), "127.0.0.1:1", new EventSink(new Nobody(), TimeProvider.System));
        return (await new DotnetRuntime().PrepareAsync(start, CancellationToken.None)).File;
    }

    private static Project Project() => TestEngine.Project with { RootDirectory = _directory };

    private static string Place([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "Typed.Program"));
}
