using Infra.Engine.Execution;
using Infra.Engine.Program.Runtimes;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class ProgramBuildTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ensure_OfAProjectThatIsMachineCodeOnAnotherSystem_BuildsItAsUsual()
    {
        var project = _directory.File("app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <PublishAot Condition="'$(Os)' == 'another'">true</PublishAot>
              </PropertyGroup>
            </Project>
            """);
        _directory.File("Program.cs", "return;");

        var program = await ProgramBuild.EnsureAsync("dotnet", project, new EventSink(new Nobody(), TimeProvider.System), CancellationToken.None);

        program.ShouldBe(Path.Combine(_directory.Path, "obj", "infra", "program", "app.dll"));
    }
}
