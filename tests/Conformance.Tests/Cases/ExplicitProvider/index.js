const { pulumi, Thing, Provider } = require("./things");

const made = new Thing("made", {});
const provider = new Provider("east", { region: "east", token: pulumi.secret("t"), made: made.made }, { version: "1.2.3" });
const a = new Thing("a", {}, { provider });
new Thing("child", {}, { parent: a });
new Thing("other", {}, { parent: a, provider: new Provider("west", {}) });
