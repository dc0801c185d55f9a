const { pulumi, Thing } = require("./things");

new Thing("absent", { nothing: undefined, map: { nothing: undefined, x: 1 }, list: [undefined, 1, null], output: pulumi.output(undefined), deep: { list: [undefined] } });
