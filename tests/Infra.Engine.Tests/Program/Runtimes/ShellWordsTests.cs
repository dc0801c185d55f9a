using Infra.Engine.Program.Runtimes;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  --a   b ", new[] { "--a", "b" })]
    [InlineData("--a='b c' \"d e\"f", new[] { "--a=b c", "d ef" })]
    [InlineData("a\\ b '\\' \"\\\"\\x\"", new[] { "a b", "\\", "\"\\x" })]
    [InlineData("'' x", new[] { "", "x" })]
    public void Split_OfText_SplitsAsAShellWould(string text, string[] words) => ShellWords.Split(text)!.Value.ShouldBe(words);

    [Theory]
    [InlineData("'a")]
    [InlineData("\"a")]
    [InlineData("a\\")]
    public void Split_OfAnUnclosedQuote_IsNull(string text) => ShellWords.Split(text).ShouldBeNull();
}
