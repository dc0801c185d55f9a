using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Support;

/// <summary>A program before and after a change in which something of every kind happens.</summary>
internal static class Shops
{
    public static async Task Before(DeclaringProgram.Client program)
    {
        await program.ComponentAsync("web", [new("title", "shop")]);
        var server = await program.ThingAsync("server", [new("name", "one"), new("size", 1)], "Server");
        await program.ThingAsync("page", Page(1), dependencies: server.Urn);
        await program.ThingAsync("old", [new("colour", "grey")]);
        await program.ThingAsync("files", [new("region", "fra1")], "Bucket");
        await program.OutputsAsync([new("url", "https://one.test"), new("token", new SecretValue("canary-1"))]);
    }

    public static async Task After(DeclaringProgram.Client program)
    {
        await program.ComponentAsync("web", [new("title", "shop")]);
        var server = await program.ThingAsync("server", [new("name", "two"), new("size", 2)], "Server");
        await program.ThingAsync("page", Page(2).With("server", server.Properties["made"]), dependencies: server.Urn);
        await program.ThingAsync("new", [new("text", "first line\nsecond line\n"), new("key", new SecretValue("canary-2"))]);
        await program.OutputsAsync([new("url", "https://two.test"), new("token", new SecretValue("canary-2")), new("server", server.Properties["made"])]);
    }

    private static PropertyMap Page(int edition) =>
    [
        new("title", edition == 1 ? "Shop" : "Shop, larger"),
        new("rules", PropertyValue.Array(
            edition == 1 ? [Rule("ssh", 22), Rule("web", 80), Rule("old", 8080)] : [Rule("web", 443), Rule("ssh", 22), Rule("new", 9090)])),
        new("packages", PropertyValue.Array(edition == 1 ? ["curl", "nginx"] : ["nginx", "python3"])),
        new("motd", $"Welcome\nto edition {edition}\nof the shop\n"),
        new("policy", $$"""{"Version":"2012-10-17","Statement":[{"Sid":"read","Action":"s3:{{(edition == 1 ? "Get" : "List")}}*","Effect":"Allow"}]}"""),
        new("login", Map(("user", "admin"), ("password", new SecretValue($"canary-{edition}")))),
        new("code", new AssetValue(null, "site/index.html", null, new string(edition == 1 ? 'a' : 'b', 64))),
        new("note", new AssetValue($"edition {edition}\n", null, null, new string(edition == 1 ? 'c' : 'd', 64))),
        new("long", new string('x', 150) + edition + new string('y', 20)),
    ];

    private static PropertyValue Rule(string name, int port) => Map(("name", name), ("port", port));
}
