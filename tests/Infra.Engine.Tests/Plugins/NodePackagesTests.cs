using Tests.Support;

namespace Infra.Engine.Tests.Plugins;

public sealed class NodePackagesTests
{
    [SkippableFact]
    public async Task Modules_Installed_HoldTheOfficialSdk() =>
        File.Exists(Path.Combine(await NodePackages.ModulesAsync(), "@pulumi", "pulumi", "package.json")).ShouldBeTrue();
}
