const { Thing } = require("./things");

new Thing("ignores", {}, { ignoreChanges: ["a", "b.c[0]", "*"] });
new Thing("replaces", {}, { replaceOnChanges: ["a", "b[*].c"], deleteBeforeReplace: true });
new Thing("keeps", {}, { deleteBeforeReplace: false, retainOnDelete: false });
new Thing("retains", {}, { retainOnDelete: true, hideDiffs: ["a"] });
new Thing("secretive", {}, { additionalSecretOutputs: ["made", "size"] });
new Thing("imported", {}, { import: "given-id" });
new Thing("versioned", {}, { version: "3.1.4-alpha.1", pluginDownloadURL: "https://example.com/plugins" });
