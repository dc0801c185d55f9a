const { pulumi, Thing, Remote, Provider } = require("./things");

const a = new Thing("a", {});
const provider = new Provider("p", {});
new Remote("plain", { text: "t", secret: pulumi.secret("s"), known: pulumi.output(1) });
const remote = new Remote("remote", { made: a.made, hidden: a.hidden, a, deep: { list: [a.id] } }, { providers: [provider, new Provider("q", {}, undefined, "other")] });
new Thing("user", { made: remote.made });
