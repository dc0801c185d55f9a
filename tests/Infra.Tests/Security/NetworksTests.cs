using Infra.Security;

namespace Infra.Tests.Security;

public sealed class NetworksTests
{
    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("192.0.2.0/24")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:DB8::/32")]
    [InlineData("0.0.0.0/0")]
    public void ProblemOf_AnAddressOrNetwork_IsNone(string text) => Networks.ProblemOf(text).ShouldBeNull();

    [Theory]
    [InlineData("192.0.2.7/24", "is no network")]
    [InlineData("192.0.2.0/33", "is no network")]
    [InlineData("1", "is no address")]
    [InlineData("127.1", "is no address")]
    [InlineData("office", "is no address")]
    [InlineData("192.0.2.7 } accept", "is no address")]
    [InlineData("", "is no address")]
    public void ProblemOf_AnythingElse_SaysWhatIsWrong(string text, string problem) => Networks.ProblemOf(text)!.ShouldContain(problem);
}
