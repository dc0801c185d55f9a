const { pulumi, Thing } = require("./things");

class Pair extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("my:index:Pair", name, { size: 2, label: pulumi.secret("l") }, opts);
        const one = new Thing(name + "-1", {}, { parent: this });
        this.registerOutputs({ made: one.made, hidden: one.hidden, one, list: [one.id, 1], text: "t", nothing: undefined });
    }
}
new Pair("pair");
