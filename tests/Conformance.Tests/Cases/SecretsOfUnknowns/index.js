const { pulumi, Thing } = require("./things");

const a = new Thing("a", {});
new Thing("b", { secret: pulumi.secret(a.made), mixed: pulumi.all([a.made, pulumi.secret("s")]).apply(([x, y]) => x + y), hidden: a.hidden.apply(h => h.length) });
