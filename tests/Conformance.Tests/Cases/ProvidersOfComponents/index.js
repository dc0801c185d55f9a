const { pulumi, Thing, Box, Provider } = require("./things");

const test = new Provider("one", {});
const other = new Provider("two", {}, undefined, "other");
const box = new Box("box", { providers: [test, other] });
new Thing("a", {}, { parent: box });
const inner = new Box("inner", { parent: box, provider: new Provider("three", {}) });
new Thing("b", {}, { parent: inner });
new pulumi.CustomResource("other:index:Thing", "c", { x: 1 }, { parent: inner });
new pulumi.CustomResource("third:index:Thing", "d", { x: 1 }, { parent: inner });
