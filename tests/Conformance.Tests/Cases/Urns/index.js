const { pulumi, Thing } = require("./things");

const there = new Thing("there", {}, { urn: "urn:pulumi:dev::shop::test:index:Thing::there" });
new Thing("user", { made: there.made, hidden: there.hidden, id: there.id, urn: there.urn, there });
