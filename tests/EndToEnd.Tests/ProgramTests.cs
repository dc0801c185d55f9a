using System.Diagnostics;
using System.Globalization;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>Programs that go wrong: each is said clearly, and what was done before is in the state.</summary>
[Collection(Collections.Local)]
public sealed class ProgramTests
{
    private const string Stack = "wrong";

    [Theory]
    [InlineData("throw", "the shop is closed today")]
    [InlineData("end", "exited with code 3")]
    [InlineData("repeat", "two resources of type machine:index:KeyPair are both called 'first'")]
    public async Task Up_OfAProgramThatFails_SaysHowAndKeepsWhatWasMade(string does, string said)
    {
        await using var project = Wrong(does);

        var up = (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(1);

        up.All.ShouldContain(said);
        State(project).Pending.ShouldBeEmpty();
        (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
        State(project).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_OfAProgramThatDoesNotCompile_ShowsWhereAndMakesNothing()
    {
        await using var project = TestProject.Create("name: wrong\nruntime: dotnet\n");
        File.WriteAllText(Path.Combine(project.Directory, "Pulumi.wrong.yaml"), "config: {}\n");
        File.WriteAllText(
            Path.Combine(project.Directory, "Wrong.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        File.WriteAllText(Path.Combine(project.Directory, "Program.cs"), "System.Console.WriteLine(\"no end\nreturn;\n");

        var up = (await project.InfraAsync("up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(1);

        up.All.ShouldContain("Program.cs(1,");
        up.All.ShouldContain("CS1010");
        State(project).Resources.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Up_OfAProgramThatNeverEnds_EndsWhenAskedAndSavesWhatWasMade(string signal)
    {
        await using var project = Wrong("hang");
        var up = project.Start("up", "--yes", "--non-interactive", "--stack", Stack);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5)); // the first command builds infra
        await Eventually.TrueAsync(() => Task.FromResult(State(project).Resources.Contains("machine:index:KeyPair")), limit.Token);

        (await Command.RunAsync("kill", ["-" + signal, up.Id.ToString(CultureInfo.InvariantCulture)])).ShouldExit(0);
        await up.WaitForExitAsync(limit.Token);

        up.ExitCode.ShouldBe(8, project.Heard);
        State(project).Pending.ShouldBeEmpty();
        Process.GetProcessesByName("dotnet").Where(p => Surroundings(p).Contains(project.Home, StringComparison.Ordinal)).ShouldBeEmpty();
        (await project.InfraAsync("destroy", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(0);
    }

    private static TestProject Wrong(string does)
    {
        var project = TestProject.Create($"name: wrong\nruntime:\n  name: dotnet\n  options:\n    binary: {Repository.WrongProgram}\n");
        File.WriteAllText(Path.Combine(project.Directory, "Pulumi.wrong.yaml"), $"config:\n  wrong:does: {does}\n");
        return project;
    }

    /// <summary>The environment of a process, "" if it has just ended.</summary>
    private static string Surroundings(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/environ");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static StackState State(TestProject project) => new(project.Home, "wrong", Stack);
}
