const { Thing } = require("./things");

new Thing("typed", { name: "n", size: 3, tags: { a: "1", b: "2" }, rules: [{ port: 80, level: "high" }, { port: 443 }], ratio: 0.25 });
new Thing("empty", {});
