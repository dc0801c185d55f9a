const { pulumi, Thing } = require("./things");

const other = new pulumi.StackReference("organization/other/prod");
const named = new pulumi.StackReference("named", { name: pulumi.output("organization/third/dev") });
new Thing("user", { plain: other.getOutput("plain"), hidden: other.requireOutput("hidden"), name: named.name, missing: other.getOutput("missing") });
