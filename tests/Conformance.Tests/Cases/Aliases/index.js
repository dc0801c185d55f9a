const { pulumi, Thing, Box } = require("./things");

const old = new Box("old");
new Thing("by-name", {}, { aliases: [{ name: "former" }] });
new Thing("by-type", {}, { aliases: [{ type: "test:index:Former" }] });
new Thing("by-urn", {}, { aliases: ["urn:pulumi:dev::shop::test:index:Thing::former"] });
new Thing("by-stack", {}, { aliases: [{ stack: "prod", project: "store" }] });
new Thing("by-parent", {}, { aliases: [{ parent: old }] });
new Thing("by-parent-urn", {}, { aliases: [{ parent: "urn:pulumi:dev::shop::my:index:Box::gone" }] });
new Thing("rootless", {}, { aliases: [{ parent: undefined }] });
new Thing("several", {}, { aliases: [{ name: "z" }, { name: "a", type: "test:index:Former" }, pulumi.output({ name: "later" })] });
const box = new Box("box", { aliases: [{ name: "crate" }] });
new Thing("box-child", {}, { parent: box });
new Thing("box-renamed", {}, { parent: box, aliases: [{ name: "crate-named" }] });
