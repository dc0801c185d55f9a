using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Ssh;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Ssh;

public sealed class ConnectionInputsTests
{
    private static readonly OpenSshKey _key = OpenSshKey.Generate("x");

    [Theory]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 ")]
    [InlineData("ssh-ed25519 AAAA!")]
    [InlineData("ssh-ed25519 AAA")]
    [InlineData("ssh-dss AAAA")]
    [InlineData("server ssh-ed25519 AAAA")]
    [InlineData("SHA256:abc")]
    [InlineData("ssh-ed25519 AAAA\nother ssh-ed25519 AAAA")]
    public void Check_HostKeyMalformed_IsRefused(string hostKey) => Failures(("hostKey", hostKey)).ShouldHaveSingleItem().ShouldStartWith("connection.hostKey: must be the server's public key");

    [Theory]
    [InlineData("host", "-oProxyCommand=true")]
    [InlineData("host", "a b")]
    [InlineData("host", "a;b")]
    [InlineData("user", "-x")]
    [InlineData("user", "a b")]
    [InlineData("user", "root\n")]
    [InlineData("privateKey", "ssh-ed25519 AAAA")]
    [InlineData("privateKey", "/root/.ssh/id_ed25519")]
    public void Check_TextThatCannotBe_IsRefused(string name, string value) => Failures((name, value)).ShouldHaveSingleItem().ShouldStartWith($"connection.{name}: ");

    [Theory]
    [InlineData("port", 0)]
    [InlineData("port", 65536)]
    [InlineData("port", 22.5)]
    [InlineData("connectTimeout", 0)]
    [InlineData("bootTimeout", -1)]
    public void Check_NumberOutOfRange_IsRefused(string name, double value) => Failures((name, value)).ShouldHaveSingleItem().ShouldStartWith($"connection.{name}: must be a whole number from");

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("2001:db8::1")]
    [InlineData("shop.example.com")]
    [InlineData("localhost")]
    public void Check_HostNameOrAddress_IsAccepted(string host) => Failures(("host", host)).ShouldBeEmpty();

    [Fact]
    public void Check_HostKeyWithComment_IsAcceptedWithoutIt() =>
        ConnectionInputs.Of(Inputs(("hostKey", _key.PublicKey + " and more"))).HostKey.Fingerprint.ShouldBe(_key.Fingerprint);

    [Theory]
    [InlineData("root", false)]
    [InlineData("deploy", true)]
    public void Read_SudoNotGiven_IsForOthersThanRoot(string user, bool sudo) => ConnectionInputs.Of(Inputs(("user", user))).Sudo.ShouldBe(sudo);

    [Fact]
    public void Read_PrivateKey_IsNotPrinted() => ConnectionInputs.Of(Inputs()).ToString().ShouldNotContain("BEGIN");

    private static IEnumerable<string> Failures(params (string Name, PropertyValue Value)[] changes) =>
        InputReader.Check(Inputs(changes), ConnectionInputs.Read).Failures.Select(f => $"{f.Property}: {f.Reason}");

    private static PropertyMap Inputs(params (string Name, PropertyValue Value)[] changes) => Calls.Map(("connection", PropertyMap.From(
    [
        new("host", "203.0.113.7"), new("user", "deploy"), new("privateKey", _key.PrivateKey), new("hostKey", _key.PublicKey), .. Calls.Map(changes),
    ])));
}
