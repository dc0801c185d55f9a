const { pulumi, Thing } = require("./things");

new Thing("assets", {
    text: new pulumi.asset.StringAsset("hello"), file: new pulumi.asset.FileAsset("./a.txt"),
    remote: new pulumi.asset.RemoteAsset("https://example.com/a.txt"), list: [new pulumi.asset.StringAsset("in a list")],
    secret: pulumi.secret(new pulumi.asset.StringAsset("hush")), output: pulumi.output(new pulumi.asset.FileAsset("b.txt")),
});
