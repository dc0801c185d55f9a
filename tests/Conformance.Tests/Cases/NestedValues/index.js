const { Thing } = require("./things");

new Thing("nested", { a: { b: { c: [{ d: [[1], [2, [3]]] }, { e: { f: "g" } }] } }, list: [{}, [], [{}]] });
