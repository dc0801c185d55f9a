const { pulumi, Thing } = require("./things");

const a = new Thing("a", {});
const answer = (token, props, opts) => pulumi.runtime.invokeOutput(token, props, opts).apply(r => r.answer);
new Thing("user", {
    known: answer("test:index:loudly", { text: "known" }), unknown: answer("test:index:loudly", { made: a.made }), secret: answer("test:index:loudly", { deep: { secret: pulumi.secret("s") } }),
    quiet: answer("test:index:secretly", {}), after: answer("test:index:loudly", { text: "after" }, { dependsOn: [a] }), resource: answer("test:index:loudly", { urn: a.urn }),
});
