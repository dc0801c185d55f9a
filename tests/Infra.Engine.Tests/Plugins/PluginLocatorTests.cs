using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plugins;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Plugins;

public sealed class PluginLocatorTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly List<string> _warnings = [];

    private PluginEnvironment Surroundings => new([At("path")], At("cache")) { BundleDirectory = At("bundle") };

    private string? Find(string version = "", string? own = null)
    {
        var plugins = ImmutableSortedDictionary<string, string>.Empty;
        var project = TestEngine.Project with { ProviderPlugins = own is null ? plugins : plugins.Add("x", own) };
        return new PluginLocator(project, Surroundings).Find(new PluginRequest("x", version), _warnings.Add);
    }

    [Fact]
    public void Find_WithPluginsEverywhere_FollowsTheOrder()
    {
        Find().ShouldBeNull();
        var cached = _home.File("cache/resource-x-v1.0.0/pulumi-resource-x", "");
        Find().ShouldBe(cached);
        var bundled = _home.File("bundle/pulumi-resource-x", "");
        Find().ShouldBe(bundled);
        _warnings.ShouldBeEmpty();
        var ambient = _home.File("path/pulumi-resource-x", "");
        Find("1.0.0").ShouldBe(ambient);
        _warnings.ShouldBe([ambient]);
        var own = _home.File("own/pulumi-resource-x", "");
        Find("1.0.0", At("own")).ShouldBe(own);
        Find("1.0.0", own).ShouldBe(own);
    }

    [Theory]
    [InlineData("", "1.10.0")]
    [InlineData("1.9.0", "1.9.0")]
    [InlineData("2.0.0-beta.1", "2.0.0-beta.1")]
    [InlineData("1.9.1", null)]
    public void Find_InTheCache_TakesTheVersionOrTheNewestRelease(string version, string? found)
    {
        foreach (var there in new[] { "1.9.0", "1.10.0", "2.0.0-beta.1" })
        {
            _home.File($"cache/resource-x-v{there}/pulumi-resource-x", "");
        }

        _home.File("cache/resource-x-v1.9.1/pulumi-resource-x", "half");
        _home.File("cache/resource-x-v1.9.1.partial", "");
        _home.File("cache/resource-x-y-v9.0.0/pulumi-resource-x-y", "another package");

        Find(version).ShouldBe(found is null ? null : At($"cache/resource-x-v{found}/pulumi-resource-x"));
    }

    [Fact]
    public void Find_OfADirectoryWithADescription_IsTheDirectory()
    {
        _home.File("cache/resource-x-v1.0.0/PulumiPlugin.yaml", "runtime: nodejs\n");

        Find("1.0.0").ShouldBe(At("cache/resource-x-v1.0.0"));
    }

    [Theory]
    [InlineData("own", "does not exist")]
    [InlineData("", "holds neither pulumi-resource-x nor PulumiPlugin.yaml")]
    public void Find_OfOneThatIsNotWhereTheProjectSays_SaysSo(string own, string detail)
    {
        _home.File("path/pulumi-resource-x", "");

        var problem = Should.Throw<InfraException>(() => Find("", Path.GetFullPath(At(own)).TrimEnd('/')));

        (problem.Code, problem.Place).ShouldBe(("INF4302", TestEngine.Project.File));
        problem.Detail.ShouldContain(detail);
    }

    public void Dispose() => _home.Dispose();

    private string At(string path) => Path.Combine(_home.Path, path);
}
