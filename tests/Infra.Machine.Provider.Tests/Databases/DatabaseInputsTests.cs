using Infra.Machine.Provider.Databases;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Databases;

public sealed class DatabaseInputsTests
{
    [Theory]
    [InlineData("name", "1shop")]
    [InlineData("name", "shop;drop")]
    [InlineData("name", "shop\"")]
    [InlineData("name", "shop`")]
    [InlineData("name", "a23456789012345678901234567890123456789012345678901234567890abcd")]
    [InlineData("owner", "o'hara")]
    [InlineData("owner", "shop\n")]
    [InlineData("owner", "")]
    [InlineData("name", "mysql")]
    [InlineData("name", "postgres")]
    [InlineData("owner", "root")]
    [InlineData("owner", "postgres")]
    [InlineData("engine", "oracle")]
    public void Check_TextThatCannotBe_IsRefused(string name, string value) => Failures((name, value)).ShouldHaveSingleItem().ShouldStartWith(name + ": ");

    [Fact]
    public void Check_ExtensionThatIsNoWord_IsRefused() => Failures(("extensions", Calls.List("citext", "a\"; DROP"))).ShouldHaveSingleItem().ShouldStartWith("extensions[1]: ");

    [Fact]
    public void Check_ExtensionsOfMariaDb_AreRefused() => Failures(("engine", "mariadb"), ("extensions", Calls.List("citext"))).ShouldBe(["extensions: are PostgreSQL's"]);

    [Theory]
    [InlineData("a\nINFRA_SQL\nid")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void Check_PasswordThatIsNoLine_IsRefused(string password) => Failures(("password", password)).ShouldBe(["password: must be one line of text, and not an empty one"]);

    private static IEnumerable<string> Failures(params (string Name, PropertyValue Value)[] changes)
    {
        var key = OpenSshKey.Generate("x");
        var inputs = PropertyMap.From(
        [
            new("connection", Calls.Map(("host", "203.0.113.7"), ("user", "deploy"), ("privateKey", key.PrivateKey), ("hostKey", key.PublicKey))),
            new("engine", "postgresql"), new("name", "shop"), new("owner", "shop"),
            .. Calls.Map(changes),
        ]);
        return InputReader.Check(inputs, DatabaseInputs.Read).Failures.Select(f => $"{f.Property}: {f.Reason}");
    }
}
