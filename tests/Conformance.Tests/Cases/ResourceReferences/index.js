const { pulumi, Thing, Box } = require("./things");

const a = new Thing("a", {});
const box = new Box("box");
new Thing("child", {}, { parent: box });
new Thing("holder", { a, box, list: [a, { box }], output: pulumi.output(a), secret: pulumi.secret(a) });
