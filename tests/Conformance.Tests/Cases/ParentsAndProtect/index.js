const { Thing, Box } = require("./things");

const box = new Box("box", { protect: true });
const inner = new Box("inner", { parent: box });
new Thing("guarded", {}, { parent: inner });
const free = new Thing("free", {}, { parent: inner, protect: false });
new Thing("under-free", {}, { parent: free });
new Thing("top", {}, { protect: true });
