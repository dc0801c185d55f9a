using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Configurations;

public sealed class ConfigurationInputsTests
{
    [Theory]
    [InlineData("title", "../x")]
    [InlineData("title", "a b")]
    [InlineData("title", "")]
    public void Check_TitleThatIsNoWord_IsRefused(string name, string value) => Failures((name, value)).ShouldHaveSingleItem().ShouldStartWith("title: ");

    [Theory]
    [InlineData("packages", "a b")]
    [InlineData("packages", "-y")]
    [InlineData("packages", "nginx;reboot")]
    [InlineData("absentPackages", "Nginx")]
    [InlineData("absent", "etc/x")]
    [InlineData("absent", "/etc/../x")]
    [InlineData("absent", "/")]
    [InlineData("absent", "/etc/x/")]
    [InlineData("absent", "/etc//x")]
    [InlineData("absent", "/etc/./x")]
    [InlineData("absent", "/etc/x\n/etc/y")]
    public void Check_ElementThatCannotBe_IsRefused(string name, string value) => Failures((name, Calls.List(value))).ShouldHaveSingleItem().ShouldStartWith($"{name}: '");

    [Theory]
    [InlineData("files", "etc/x")]
    [InlineData("files", "/etc/x\tb")]
    [InlineData("files", "/etc/x\0b")]
    [InlineData("directories", "relative")]
    [InlineData("users", "Root")]
    [InlineData("users", "a:b")]
    [InlineData("services", "a b")]
    [InlineData("services", "a/b")]
    public void Check_NameThatCannotBe_IsRefused(string input, string name) =>
        Failures((input, Calls.Map((name, input == "files" ? Calls.Map(("content", "")) : PropertyMap.Empty)))).ShouldHaveSingleItem().ShouldStartWith($"{input}: '");

    [Theory]
    [InlineData("9999")]
    [InlineData("64")]
    [InlineData("u=rw")]
    [InlineData("00644")]
    public void Check_ModeThatIsNone_IsRefused(string mode) =>
        Failures(("files", Calls.Map(("/x", Calls.Map(("content", ""), ("mode", mode)))))).ShouldBe([$"files[\"/x\"].mode: '{mode}' is not a mode; write it like 0644"]);

    [Theory]
    [InlineData("owner", "1000")]
    [InlineData("owner", "-x")]
    [InlineData("group", "a:b")]
    public void Check_OwnerThatIsNoName_IsRefused(string name, string value) =>
        Failures(("files", Calls.Map(("/x", Calls.Map(("content", ""), (name, value)))))).ShouldBe([$"files[\"/x\"].{name}: '{value}' is not a name"]);

    [Fact]
    public void Check_SameThingWantedTwoWays_IsRefused() => Failures(
        ("packages", Calls.List("curl", "nginx")),
        ("absentPackages", Calls.List("nginx")),
        ("files", Calls.Map(("/etc/a", Calls.Map(("content", ""))))),
        ("links", Calls.Map(("/etc/a", "b"))),
        ("absent", Calls.List("/etc/b", "/etc/a"))).ShouldBe(
        [
            "absentPackages: 'nginx' is in packages too",
            "links: '/etc/a' is in files too",
            "absent: '/etc/a' is in files too",
        ]);

    [Fact]
    public void Check_FileWithoutContent_IsRefusedAndAnEmptyOneIsNot()
    {
        Failures(("files", Calls.Map(("/x", PropertyMap.Empty)))).ShouldBe(["files[\"/x\"].content: is required"]);
        Failures(("files", Calls.Map(("/x", Calls.Map(("content", "")))))).ShouldBeEmpty();
    }

    [Fact]
    public void Check_OtherProtocolThanTcp_IsRefused() =>
        Failures(("listens", PropertyValue.Array(Calls.Map(("port", 53), ("protocol", "udp"))))).ShouldBe(["listens[0].protocol: must be 'tcp'"]);

    private static IEnumerable<string> Failures(params (string Name, PropertyValue Value)[] wanted)
    {
        var key = OpenSshKey.Generate("x");
        var inputs = PropertyMap.From(
        [
            new("connection", Calls.Map(("host", "203.0.113.7"), ("user", "deploy"), ("privateKey", key.PrivateKey), ("hostKey", key.PublicKey))),
            new("title", "web"),
            .. Calls.Map(wanted),
        ]);
        return InputReader.Check(inputs, ConfigurationInputs.Read).Failures.Select(f => $"{f.Property}: {f.Reason}");
    }
}
