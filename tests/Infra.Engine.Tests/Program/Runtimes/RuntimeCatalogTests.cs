using Infra.Engine.Diagnostics;
using Infra.Engine.Program.Runtimes;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class RuntimeCatalogTests
{
    [Theory]
    [InlineData("python", "pulumi up")]
    [InlineData("go", "pulumi up")]
    [InlineData("java", "pulumi up")]
    [InlineData("yaml", "pulumi up")]
    [InlineData("dotnte", "Correct `runtime`")]
    public void For_ARuntimeThatCannotBeRun_RefusesItByName(string runtime, string help)
    {
        var error = Should.Throw<InfraException>(() => RuntimeCatalog.For(TestEngine.Project with { Runtime = runtime }));

        error.Code.ShouldBe("INF4314");
        error.Message.ShouldContain($"'{runtime}'");
        error.Help.ShouldContain(help);
        error.ExitCode.ShouldBe(ExitCodes.Configuration);
    }
}
