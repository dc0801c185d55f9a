const { pulumi, Thing, Box, Provider } = require("./things");

module.exports = async () => {
    const loud = await pulumi.runtime.invoke("test:index:loudly", { text: "t", list: [1, { a: true }], nothing: undefined });
    const quiet = await pulumi.runtime.invoke("test:index:secretly", {}, { version: "1.1.0", pluginDownloadURL: "https://example.com" });
    const provider = new Provider("p", {});
    await pulumi.runtime.invoke("test:index:loudly", { with: "provider" }, { provider });
    const box = new Box("box", { providers: [provider] });
    await pulumi.runtime.invoke("test:index:loudly", { with: "parent" }, { parent: box });
    new Thing("user", { loud: loud.answer, quiet: quiet.answer });
};
