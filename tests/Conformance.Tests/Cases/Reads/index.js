const { pulumi, Thing, Box, Provider } = require("./things");

const made = new Thing("made", {});
const there = new Thing("there", { size: 7 }, { id: "given" });
new Thing("full", {}, { id: pulumi.output("later"), dependsOn: [made], additionalSecretOutputs: ["made"], version: "2.0.0", pluginDownloadURL: "https://example.com", provider: new Provider("p", {}) });
const box = new Box("box");
new Thing("child", {}, { id: "deep", parent: box });
new Thing("user", { made: there.made, hidden: there.hidden, id: there.id });
