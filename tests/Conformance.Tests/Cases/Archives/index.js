const { pulumi, Thing } = require("./things");

new Thing("archives", {
    directory: new pulumi.asset.FileArchive("./site"), file: new pulumi.asset.FileArchive("site.tar.gz"), remote: new pulumi.asset.RemoteArchive("https://example.com/a.zip"),
    map: new pulumi.asset.AssetArchive({ "b.txt": new pulumi.asset.StringAsset("b"), "a/c.txt": new pulumi.asset.FileAsset("c.txt"), nested: new pulumi.asset.AssetArchive({ x: new pulumi.asset.FileArchive("x") }) }),
    none: new pulumi.asset.AssetArchive({}),
});
