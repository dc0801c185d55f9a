using Infra.Engine.Program.Runtimes;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class SourceDigestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("shop/Program.cs", true)]
    [InlineData("shared/One.cs", true)]
    [InlineData("wild/Two.cs", true)]
    [InlineData("wild/Two.txt", false)]
    [InlineData("shop/obj/made.cs", false)]
    [InlineData("shop/Pulumi.dev.yaml", false)]
    [InlineData("Directory.Build.props", true)]
    public void Compute_AfterAFileHasChanged_IsAnotherWhereItIsOfTheProgram(string file, bool isOfIt)
    {
        _directory.File("shop/Shop.csproj", """<Project><ItemGroup><Compile Include="../shared/One.cs;..\wild\*.cs;../gone/*.cs;$(Somewhere)/x.cs" /></ItemGroup></Project>""");
        foreach (var name in new[] { "shop/Program.cs", "shared/One.cs", "wild/Two.cs", "wild/Two.txt", "shop/obj/made.cs", "shop/Pulumi.dev.yaml", "Directory.Build.props" })
        {
            _directory.File(name, "");
        }

        var project = Path.Combine(_directory.Path, "shop", "Shop.csproj");
        var before = SourceDigest.Compute(project);
        _directory.File(file, "changed");

        (SourceDigest.Compute(project) != before).ShouldBe(isOfIt);
    }
}
