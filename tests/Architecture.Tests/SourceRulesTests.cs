namespace Architecture.Tests;

/// <summary>House rules that no analyzer knows.</summary>
public sealed class SourceRulesTests
{
    private const int MaximumLines = 300;

    [Fact]
    public void SourceFiles_Length_IsAtMost300Lines() =>
        Repository.Files("*.cs", "src", "sdk", "stacks").Where(file => File.ReadLines(file).Count() > MaximumLines)
            .Select(file => Path.GetRelativePath(Repository.Root, file)).ShouldBeEmpty();

    [Fact]
    public void PragmaForProcessStart_IsInItsOnePlace() =>
        Repository.Files("*.cs", "src", "sdk", "stacks").Where(file => File.ReadAllText(file).Contains("pragma warning disable RS0030", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Except(["src/Infra.Protocol/Processes/ChildProcess.cs"])
            .Where(file => !file.StartsWith("src/Infra.Cli/Terminal/", StringComparison.Ordinal))
            .ShouldBeEmpty();
}
