const { pulumi, Thing } = require("./things");

new Thing("secret-null", { nothing: pulumi.secret(undefined), deep: { nothing: pulumi.secret(undefined) }, list: [pulumi.secret(undefined)] });
