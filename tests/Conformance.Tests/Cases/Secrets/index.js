const { pulumi, Thing } = require("./things");

const config = new pulumi.Config();
new Thing("secrets", {
    top: pulumi.secret("s"), number: pulumi.secret(1), list: pulumi.secret(["a", "b"]), nothing: pulumi.secret({}),
    deep: { key: pulumi.secret("k"), list: [pulumi.secret(1), 2] },
    twice: pulumi.secret(pulumi.secret("x")), open: pulumi.unsecret(pulumi.secret("y")),
    configured: config.requireSecret("password"), plain: config.require("plain"), opened: config.require("password"),
});
