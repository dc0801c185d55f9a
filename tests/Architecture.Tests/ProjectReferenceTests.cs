using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>Who may know whom (CONTRIBUTING.md, "Where things are").</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Infra.Protocol"] = [],
        ["Infra.Engine"] = ["Infra.Protocol"],
        ["Infra.Machine.Provider"] = ["Infra.Protocol"],
        ["Infra.Machine.Plugin"] = ["Infra.Machine.Provider"],
        ["Infra.Catalogue"] = [],
        ["Infra.Tables"] = ["Infra.Protocol"],
        ["Infra.Rehearsal"] = ["Infra.Machine.Provider", "Infra.Protocol", "Infra.Tables"],
        ["Infra.Cli"] = ["Infra.Catalogue", "Infra.Engine", "Infra.Machine.Provider", "Infra.Protocol", "Infra.Rehearsal", "Infra.Tables"],
        ["Infra"] = [],
        ["Infra.Machine"] = ["Infra"],
        ["Infra.Local"] = ["Infra", "Infra.Machine"],
        ["Infra.Ssh"] = ["Infra", "Infra.Machine"],
        ["Infra.DigitalOcean"] = ["Infra", "Infra.Catalogue", "Infra.Machine"],
        ["Infra.Hosts"] = ["Infra", "Infra.Machine", "Infra.DigitalOcean", "Infra.Local", "Infra.Ssh"],
        ["Pulumi"] = ["Infra.Protocol"],
        ["Pulumi.Generator"] = [],
        ["Pulumi.DigitalOcean"] = ["Pulumi", "Pulumi.Generator"],
        ["Stacks"] = ["Infra", "Infra.Hosts"],
    };

    public static TheoryData<string> Projects => new(_allowed.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfAProject_AreAllowed(string project) =>
        ReferencesOf(FileOf(project)).Except(_allowed[project]).ShouldBeEmpty($"{project} may refer to {string.Join(", ", _allowed[project])} only");

    [Fact]
    public void Projects_InSrcSdkStacks_AreAllListed() =>
        Repository.Files("*.csproj", "src", "sdk", "stacks").Select(Path.GetFileNameWithoutExtension).Order()
            .ShouldBe(_allowed.Keys.Order());

    [Fact]
    public void SdkReference_OutsideSdkProps_IsNowhere() =>
        Repository.Files("*.csproj", "src", "stacks").Where(file => File.ReadAllText(file).Contains("sdk/Pulumi", StringComparison.Ordinal))
            .ShouldBeEmpty("Sdk.props is the one place that chooses the SDK");

    [Theory]
    [InlineData("Infra")]
    [InlineData("Infra.Machine")]
    [InlineData("Infra.Local")]
    [InlineData("Infra.Ssh")]
    [InlineData("Infra.DigitalOcean")]
    [InlineData("Infra.Hosts")]
    [InlineData("Stacks")]
    public void Sources_AboveTheSdk_DoNotNameTheProtocol(string project) =>
        Repository.Files("*.cs", Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(FileOf(project))!))
            .Where(file => File.ReadAllText(file).Contains("Infra.Protocol", StringComparison.Ordinal))
            .ShouldBeEmpty("they must compile against the official SDK, which does not have it");

    [Fact]
    public void Projects_OfTheCommand_SayThatTheyCompileToMachineCode() =>
        _allowed["Infra.Cli"].Append("Infra.Cli").Where(project => !File.ReadAllText(FileOf(project)).Contains("<IsAotCompatible>true</IsAotCompatible>", StringComparison.Ordinal))
            .ShouldBeEmpty("without it the build does not tell what the published command cannot do");

    private static string FileOf(string project) =>
        Repository.Files(project + ".csproj", "src", "sdk", "stacks").Single();

    private static IEnumerable<string> ReferencesOf(string file) =>
        XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
