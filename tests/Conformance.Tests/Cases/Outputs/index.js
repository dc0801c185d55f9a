const { pulumi, Thing } = require("./things");

const a = new Thing("a", { size: 1 });
const b = new Thing("b", { made: a.made, id: "ignored", text: pulumi.interpolate`${a.made}!`, hidden: a.hidden, applied: a.size.apply(n => n + 1) });
new Thing("c", {
    all: pulumi.all([a.made, b.id]).apply(([x, y]) => x + y), deep: { one: [a.id, { two: b.made }] }, both: pulumi.concat(a.id, "-", b.urn), known: a.urn,
});
