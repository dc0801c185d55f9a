const { Thing, Box, Remote } = require("./things");

const outer = new Box("outer");
const one = new Thing("one", {}, { parent: outer });
const inner = new Box("inner", { parent: outer });
const two = new Thing("two", {}, { parent: inner });
const three = new Thing("three", {}, { parent: one });
const remote = new Remote("remote", {}, { parent: inner });
new Thing("under-remote", {}, { parent: remote });
new Thing("after", {}, { dependsOn: [outer] });
new Thing("after-inner", { inner }, { dependsOn: [inner] });
new Box("box-after", { dependsOn: [outer, three] });
