using Infra.Security;

namespace Infra.Tests.Security;

public sealed class PublicKeysTests
{
    private const string Good = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVzZWQgaW4gdGVzdHMgb25seSwgbm8ga2V5IGF0YWxs ada@laptop";

    [Fact]
    public void ProblemOf_AGoodKey_IsNone() => PublicKeys.ProblemOf(Good).ShouldBeNull();

    [Theory]
    [InlineData("", "is no public key")]
    [InlineData("AAAAC3NzaC1lZDI1NTE5", "is no public key")]
    [InlineData("ssh-dss AAAAB3NzaC1kc3M=", "no kind of key")]
    [InlineData("ssh-ed25519 AAAAB3NzaC1yc2E=", "damaged")]
    [InlineData("ssh-ed25519 ?", "damaged")]
    [InlineData("ssh-ed25519 /////w==", "damaged")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nabc", "private key stands")]
    public void ProblemOf_ABadKey_SaysWhatIsWrong(string line, string problem) => PublicKeys.ProblemOf(line)!.ShouldContain(problem);

    [Fact]
    public void ProblemOf_TwoLines_IsNoKey() => PublicKeys.ProblemOf(Good + "\n" + Good).ShouldNotBeNull();
}
