const { Thing } = require("./things");

new Thing("all", {}, { customTimeouts: { create: "5m", update: "1h30m", delete: "90s" } });
new Thing("one", {}, { customTimeouts: { create: "10m" } });
