const pulumi = require("@pulumi/pulumi");
exports.pulumi = pulumi;

/** A custom resource whose provider adds the outputs made and hidden. */
exports.Thing = class Thing extends pulumi.CustomResource {
    constructor(name, props, opts) {
        super("test:index:Thing", name, { made: undefined, hidden: undefined, ...props }, opts);
    }
};

/** A component without anything of its own. */
exports.Box = class Box extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("my:index:Box", name, {}, opts);
        this.registerOutputs({});
    }
};

/** A component whose inside its provider registers. */
exports.Remote = class Remote extends pulumi.ComponentResource {
    constructor(name, props, opts) {
        super("test:index:Remote", name, { made: undefined, ...props }, opts, true);
    }
};

exports.Provider = class Provider extends pulumi.ProviderResource {
    constructor(name, props, opts, pkg) {
        super(pkg || "test", name, props, opts);
    }
};
