using Infra.Cli.CodeGeneration;
using Infra.Cli.Tests.Support;
using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.CodeGeneration;

/// <summary>Declarations of what was imported from a cloud, compiled against the package's classes.</summary>
public sealed class CloudProgramTests
{
    /// <summary>As the package's own schema says it, of some resources.</summary>
    private const string Schema = """
        {
          "name": "digitalocean", "language": { "csharp": { "namespaces": { "digitalocean": "DigitalOcean" } } },
          "types": {
            "digitalocean:index/region:Region": { "type": "string", "enum": [ { "name": "FRA1", "value": "fra1" } ] },
            "digitalocean:index/dropletSlug:DropletSlug": { "type": "string", "enum": [ { "value": "s-1vcpu-1gb" } ] },
            "digitalocean:index/certificateType:CertificateType": { "type": "string", "enum": [ { "value": "custom" } ] },
            "digitalocean:index/DropletBackupPolicy:DropletBackupPolicy": { "type": "object", "properties": {
              "hour": { "type": "integer" }, "plan": { "type": "string" }, "weekday": { "type": "string" } } },
            "digitalocean:index/FirewallInboundRule:FirewallInboundRule": { "type": "object", "properties": {
              "portRange": { "type": "string" }, "protocol": { "type": "string" }, "sourceAddresses": { "type": "array", "items": { "type": "string" } },
              "sourceDropletIds": { "type": "array", "items": { "type": "integer" } } } },
            "digitalocean:index/AppSpec:AppSpec": { "type": "object", "properties": {
              "name": { "type": "string" }, "services": { "type": "array", "items": { "$ref": "#/types/digitalocean:index%2FAppSpecService:AppSpecService" } } } },
            "digitalocean:index/AppSpecService:AppSpecService": { "type": "object", "properties": {
              "name": { "type": "string" }, "httpPort": { "type": "integer" }, "envs": { "type": "array", "items": { "$ref": "#/types/digitalocean:index%2FAppSpecServiceEnv:AppSpecServiceEnv" } } } },
            "digitalocean:index/AppSpecServiceEnv:AppSpecServiceEnv": { "type": "object", "properties": {
              "key": { "type": "string" }, "type": { "type": "string" }, "value": { "type": "string", "secret": true } } }
          },
          "resources": {
            "digitalocean:index/droplet:Droplet": { "inputProperties": {
              "image": { "type": "string" }, "name": { "type": "string" }, "tags": { "type": "array", "items": { "type": "string" } }, "ipv6": { "type": "boolean" }, "userData": { "type": "string" },
              "region": { "type": "string", "oneOf": [ { "type": "string" }, { "$ref": "#/types/digitalocean:index%2Fregion:Region" } ] },
              "size": { "type": "string", "oneOf": [ { "type": "string" }, { "$ref": "#/types/digitalocean:index%2FdropletSlug:DropletSlug" } ] },
              "backupPolicy": { "$ref": "#/types/digitalocean:index%2FDropletBackupPolicy:DropletBackupPolicy" } } },
            "digitalocean:index/firewall:Firewall": { "inputProperties": {
              "dropletIds": { "type": "array", "items": { "type": "integer" } }, "inboundRules": { "type": "array", "items": { "$ref": "#/types/digitalocean:index%2FFirewallInboundRule:FirewallInboundRule" } } } },
            "digitalocean:index/certificate:Certificate": { "inputProperties": {
              "privateKey": { "type": "string", "secret": true }, "leafCertificate": { "type": "string" }, "domains": { "type": "array", "items": { "type": "string" } },
              "type": { "type": "string", "oneOf": [ { "type": "string" }, { "$ref": "#/types/digitalocean:index%2FcertificateType:CertificateType" } ] } } },
            "digitalocean:index/app:App": { "inputProperties": { "spec": { "$ref": "#/types/digitalocean:index%2FAppSpec:AppSpec" } } }
          }
        }
        """;

    private static readonly PackageSchema _schema = PackageSchema.Parse("digitalocean", Schema)!;

    private static ImportedResource Resource(string type, string name, PropertyMap inputs, string parent = "") => new(
        Story.State($"digitalocean:index/{char.ToLowerInvariant(type[0])}{type[1..]}:{type}", name, inputs, parent: parent.Length > 0 ? parent : null, protect: true), _schema, "4.49.0");

    /// <summary>Nested types, lists of them, enums, secrets at the top and inside, and a resource with files beside them.</summary>
    private static ImportedProgram Render()
    {
        var web = Resource("Droplet", "web", [
            new("image", "debian-12-x64"), new("name", "web"), new("region", "fra1"), new("size", "s-1vcpu-1gb"), new("ipv6", true), new("tags", PropertyValue.Array("shop", "a \"b\"")),
            new("userData", "#cloud-config\nruncmd:\n  - [\"true\"]\n"), new("backupPolicy", Map(("hour", 4), ("plan", "weekly"), ("weekday", "SUN"))),
        ]);
        return ImportedProgram.Render([
            web,
            Resource("Firewall", "web", [
                new("dropletIds", PropertyValue.Array(1, 2)),
                new("inboundRules", PropertyValue.Array(
                    Map(("protocol", "tcp"), ("portRange", "443"), ("sourceAddresses", PropertyValue.Array("0.0.0.0/0"))),
                    Map(("protocol", "tcp"), ("portRange", "22"), ("sourceDropletIds", PropertyValue.Array(7)), ("sourceAddresses", PropertyValue.Array())))),
            ], web.State.Urn),
            Resource("Certificate", "tls", [new("privateKey", "canary"), new("leafCertificate", "-----BEGIN"), new("type", "custom"), new("domains", PropertyValue.Array())]),
            Resource("App", "shop", [new("spec", Map(
                ("name", "shop"),
                ("services", PropertyValue.Array(Map(
                    ("name", "web"), ("httpPort", 8080),
                    ("envs", PropertyValue.Array(Map(("key", "KEY"), ("type", "SECRET"), ("value", "canary")), Map(("key", "MODE"), ("value", new SecretValue("canary"))))))))))]),
            new ImportedResource(Story.State("files:index:Site", "files", [
                new("index", new AssetValue("<h1>it works</h1>", null, null)), new("logo", new AssetValue(null, "logo.png", null)),
                new("tree", new ArchiveValue([new("a", new AssetValue(null, null, "https://x/a")), new("b", new ArchiveValue(null, "b", null))], null, null)),
            ]), null, "1.0.0"),
        ]);
    }

    [Fact]
    public void Render_OfACloudsResources_CompilesAgainstItsPackage()
    {
        var program = Render();

        Compilation.Problems(program.Text).ShouldBeEmpty(program.Text);
        program.Text.ShouldNotContain("canary");
        program.Secrets.ShouldBe(["shopSpecServices1Envs1Value", "shopSpecServices1Envs2Value", "tlsPrivateKey"]);
    }

    [Theory]
    [InlineData("new DigitalOcean.Droplet(")]
    [InlineData("new DigitalOcean.Firewall(")]
    [InlineData("new DigitalOcean.Certificate(")]
    [InlineData("new DigitalOcean.App(")]
    [InlineData("new DigitalOcean.Inputs.AppSpecServiceEnvArgs")]
    [InlineData("new DigitalOcean.Inputs.DropletBackupPolicyArgs")]
    public void Render_OfACloudsResources_UsesItsClasses(string expected) => Render().Text.ShouldContain(expected);

    [Fact]
    public void Problems_OfAPropertyThatTheClassLacks_AreFound() =>
        Compilation.Problems(Render().Text.Replace("UserData =", "UserDate =", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("UserDate");
}
