const { pulumi, Thing } = require("./things");

const a = new Thing("a", { size: 1 });
exports.made = a.made;
exports.hidden = a.hidden;
exports.plain = { list: [1, "x", true], id: a.id };
exports.secret = pulumi.secret({ key: "k" });
exports.asset = new pulumi.asset.StringAsset("exported");
