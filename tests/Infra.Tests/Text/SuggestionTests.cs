using Infra.Text;

namespace Infra.Tests.Text;

public sealed class SuggestionTests
{
    private static readonly string[] _known = ["nginx", "apache", "local"];

    [Theory]
    [InlineData("ngixn", "")]
    [InlineData("nginxx", " Did you mean 'nginx'?")]
    [InlineData("Apache", " Did you mean 'apache'?")]
    [InlineData("apahce", " Did you mean 'apache'?")]
    [InlineData("lokal", " Did you mean 'local'?")]
    [InlineData("caddy", "")]
    [InlineData("", "")]
    public void For_AWord_NamesTheNearestIfItIsNear(string word, string expected) => Suggestion.For(word, _known).ShouldBe(expected);
}
