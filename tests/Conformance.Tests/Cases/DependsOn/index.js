const { pulumi, Thing } = require("./things");

const a = new Thing("a", {});
const b = new Thing("b", {}, { dependsOn: a });
const c = new Thing("c", { made: a.made }, { dependsOn: [b, a] });
new Thing("d", {}, { dependsOn: pulumi.output(c) });
new Thing("e", {}, { dependsOn: [pulumi.output([a, b])] });
