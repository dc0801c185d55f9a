using Infra.Applications;

namespace Infra.Tests.Applications;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "deep/er/a.log", true)]
    [InlineData("*.log", "a.log.txt", false)]
    [InlineData("/static", "static", true)]
    [InlineData("/static", "shop/static", false)]
    [InlineData("docs/*.txt", "docs/a.txt", true)]
    [InlineData("docs/*.txt", "docs/b/a.txt", false)]
    [InlineData("docs/**/a.txt", "docs/b/c/a.txt", true)]
    [InlineData("docs/**", "docs/b/c", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[ab].txt", "b.txt", true)]
    [InlineData("[!ab].txt", "b.txt", false)]
    [InlineData("# a comment", "# a comment", false)]
    [InlineData("a.b", "axb", false)]
    public void Ignores_APath_AsAGitignoreWould(string rule, string path, bool expected) =>
        IgnoreRules.Default.With([rule]).Ignores(path, isDirectory: false).ShouldBe(expected);

    [Fact]
    public void Ignores_ARuleForDirectories_LeavesFiles()
    {
        var rules = IgnoreRules.Default.With(["build/"]);

        rules.Ignores("build", isDirectory: true).ShouldBeTrue();
        rules.Ignores("build", isDirectory: false).ShouldBeFalse();
    }

    [Fact]
    public void Ignores_ANegatedRule_TakesBackWhatWasBefore() =>
        IgnoreRules.Default.With(["*.env", "!example.env"]).Ignores("example.env", isDirectory: false).ShouldBeFalse();

    [Theory]
    [InlineData(".git", true)]
    [InlineData("shop/__pycache__", true)]
    [InlineData(".venv", true)]
    [InlineData("shop", false)]
    public void Ignores_ByDefault_WhatIsNoSource(string directory, bool expected) =>
        IgnoreRules.Default.Ignores(directory, isDirectory: true).ShouldBe(expected);

    [Fact]
    public void Ignores_ByDefault_AFileOfSecrets() => IgnoreRules.Default.Ignores(".env", isDirectory: false).ShouldBeTrue();
}
