const { Thing, Box } = require("./things");

const a = new Thing("a", {});
const box = new Box("box");
new Thing("with", {}, { deletedWith: a });
new Thing("with-box", {}, { deletedWith: box });
