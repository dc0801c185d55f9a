using Infra.Cli.CodeGeneration;
using Infra.Cli.Tests.Support;
using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.CodeGeneration;

public sealed class ImportedProgramTests
{
    private const string Schema = """
        {
          "name": "cloud", "language": { "csharp": { "namespaces": { "cloud": "Cloud", "ec2": "Ec2" } } },
          "types": {
            "cloud:ec2/Rule:Rule": { "type": "object", "properties": { "port": { "type": "integer" }, "cidrs": { "type": "array", "items": { "type": "string" } } } },
            "cloud:ec2/Size:Size": { "type": "string", "enum": [ { "value": "small" } ] }
          },
          "resources": {
            "cloud:ec2/instance:Instance": { "inputProperties": {
              "size": { "oneOf": [ { "type": "string" }, { "$ref": "#/types/cloud:ec2%2FSize:Size" } ] },
              "rules": { "type": "array", "items": { "$ref": "#/types/cloud:ec2%2FRule:Rule" } },
              "tags": { "type": "object", "additionalProperties": { "type": "string" } },
              "price": { "type": "number" }, "renamed": { "type": "boolean", "language": { "csharp": { "name": "NewName" } } },
              "pin": { "type": "integer", "secret": true }, "image": { "$ref": "pulumi.json#/Asset" }, "anything": { "$ref": "pulumi.json#/Any" } } }
          }
        }
        """;

    private static ImportedResource Machine(string type, string name, PropertyMap inputs, string parent = "") =>
        new(Story.State($"machine:index:{type}", name, inputs, parent: parent.Length > 0 ? parent : null, protect: true), MachineSchema.Value, "0.1.0");

    private static ImportedResource Cloud(string name, PropertyMap inputs) =>
        new(Story.State("cloud:ec2/instance:Instance", name, inputs), PackageSchema.Parse("cloud", Schema), "3.0.0");

    /// <summary>Resources of every kind of value: typed, general, secret, with names that are no identifiers.</summary>
    private static ImportedResource[] Everything()
    {
        var server = Machine("LocalServer", "shop-server", Server());
        return
        [
            server,
            Machine("Configuration", "class", Layer(), server.State.Urn),
            new ImportedResource(Story.State("other:index/thing:Thing", "2 + 2 = \"4\"\n", General(), parent: "urn:pulumi:dev::shop::my:index:Site::site"), null, "2.0.1") { Provider = "urn:pulumi:dev::shop::pulumi:providers:other::mine" },
            new ImportedResource(Story.State("other:index/thing:Thing", "config", [], protect: true), null, "2.0.1"),
            Machine("LocalServer", "shopServer", Server().With("unheard", "of")),
        ];
    }

    private static PropertyMap Server() =>
    [
        new("hostname", "shop"), new("adminUser", "admin"), new("authorizedKeys", PropertyValue.Array("ssh-ed25519 AAAA me@here")), new("hostPublicKey", "ssh-ed25519 BBBB"),
        new("hostPrivateKey", "canary-not-even-marked"), new("memory", 1024), new("running", true), new("userData", "#cloud-config\npackages: [\"curl\"]\n\nruncmd: []\n"),
    ];

    private static PropertyMap Layer() =>
    [
        new("__defaults", PropertyValue.Array("x")),
        new("connection", Map(("host", "10.0.0.1"), ("port", 22), ("user", "root"), ("privateKey", new SecretValue("canary")), ("hostKey", "ssh-ed25519 CCCC"))),
        new("title", "web"), new("packages", PropertyValue.Array("nginx")), new("absentPackages", PropertyValue.Array()),
        new("users", Map(("shop", Map(("system", true), ("groups", PropertyValue.Array("www-data")))))),
        new("files", Map(("/etc/motd", Map(("content", new SecretValue("canary")), ("mode", "0644"))))),
    ];

    private static PropertyMap General() =>
    [
        new("a b", 1.5), new("big", 1e300), new("count", 3), new("flag", false), new("nothing", PropertyValue.Null), new("text", "quote \" back \\ tab \t bell \u0007 turned \u202e pair \ud83d\ude80"),
        new("lines", "one\n  \"\"\" two\n"), new("list", PropertyValue.Array(1, "x", PropertyValue.Array(), Map(("deep", new SecretValue("canary"))))), new("empty", Map()),
        new("secretFlag", new SecretValue(true)), new("secretNumber", new SecretValue(5)), new("secretMap", new SecretValue(Map(("a", "canary")))),
        new("file", new AssetValue(null, "a/b.txt", null)), new("inline", new AssetValue("hello", null, null)), new("remote", new AssetValue(null, null, "https://x/")),
        new("tree", new ArchiveValue([new("x.txt", new AssetValue("x", null, null)), new("y", new ArchiveValue(null, "y", null))], null, null)), new("other", new ResourceReferenceValue("urn:pulumi:dev::shop::a:b:C::c", "c-1", "")),
    ];

    [Fact]
    public void Render_OfEverything_IsAsInTheFileAndHoldsNoSecret()
    {
        var program = ImportedProgram.Render(Everything());

        program.Text.ShouldNotContain("canary");
        $"{program.Text}--- secrets ---\n{string.Join('\n', program.Secrets)}\n".ShouldMatchGolden("CodeGeneration/everything");
    }

    [Fact]
    public void Render_OfEverything_Compiles() => Compilation.Problems(ImportedProgram.Render(Everything()).Text).ShouldBeEmpty();

    [Fact]
    public void Render_ByAnotherPackagesSchema_NamesItsClasses() =>
        ImportedProgram.Render([
            Cloud("typed",
            [
                new("size", "small"), new("rules", PropertyValue.Array(Map(("port", 22), ("cidrs", PropertyValue.Array("10.0.0.0/8"))))), new("tags", Map(("Name", "x"), ("a b", "c"))),
                new("price", 1.5), new("renamed", true), new("pin", 1234), new("image", new AssetValue(null, "x.img", null)),
            ]),
            Cloud("untyped", [new("anything", Map(("a", 1)))]),
        ]).Text.ShouldMatchGolden("CodeGeneration/schema");

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"resources\":7}")]
    public void Parse_OfWhatIsNoSchema_IsNone(string schema) => PackageSchema.Parse("x", schema).ShouldBeNull();

    [Theory]
    [InlineData("shop-server", "shopServer")]
    [InlineData("Shop server", "shopServer")]
    [InlineData("class", "class2")]
    [InlineData("1st", "resource1st")]
    [InlineData("///", "resource")]
    [InlineData("", "resource")]
    [InlineData("naïve", "naïve")]
    public void Variable_OfAnyName_IsAnIdentifier(string name, string expected) =>
        CSharpName.Variable(name, new HashSet<string>(StringComparer.Ordinal)).ShouldBe(expected);
}
