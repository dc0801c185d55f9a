const { Thing } = require("./things");

const a = new Thing("a", {});
const b = new Thing("b", {});
new Thing("c", {}, { replaceWith: [b, a], dependsOn: [a] });
new Thing("d", {}, { replacementTrigger: "v1" });
new Thing("e", {}, { replacementTrigger: { list: [1, "two"] } });
