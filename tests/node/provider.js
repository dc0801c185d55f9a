// A provider on the official Node SDK's provider server. Things are files in the directory LEDGER, so that a test sees
// what was really made. Inputs say how it behaves: name (its change replaces), size, secret, bad, sick, die, hang, junk.
"use strict";
const fs = require("fs");
const path = require("path");
const provider = require("@pulumi/pulumi/provider");

const ledger = process.env.LEDGER;
const file = (id) => path.join(ledger, id);
const signature = "4dabf18193072939515e22adb298388d";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const plain = (value) => (value && typeof value === "object" && value[signature] ? value.value : value);
const note = (line) => fs.appendFileSync(file("calls.log"), line + "\n");

function act(inputs) {
    if (inputs.die) {
        console.error("the disk is on fire");
        process.exit(7);
    }
    return inputs.hang ? new Promise(() => setInterval(() => {}, 1000)) : Promise.resolve();
}

const things = {
    version: "1.2.3",
    async check(urn, olds, news) {
        note("check " + JSON.stringify(news));
        const failures = news.bad ? [{ property: "bad", reason: "is not wanted" }] : [];
        return { inputs: { size: 1, ...news }, failures };
    },
    async diff(id, urn, olds, news) {
        const keys = ["name", "size", "sick", "secret"].filter((k) => plain(olds[k]) !== plain(news[k]));
        return { changes: keys.length > 0, replaces: keys.filter((k) => k === "name") };
    },
    async create(urn, inputs) {
        await act(inputs);
        const id = "thing-" + fs.readdirSync(ledger).length;
        const outs = { ...inputs, made: id };
        fs.writeFileSync(file(id), JSON.stringify(outs));
        if (inputs.sick) {
            throw Object.assign(new Error("it is not well"), { id, properties: outs, reasons: ["it coughs", "it sneezes"] });
        }
        if (inputs.junk) {
            return { id, outs: { made: { [signature]: "no such signature" } } };
        }
        return { id, outs };
    },
    async read(id, urn, props) {
        if (!fs.existsSync(file(id))) {
            return { id: "", props: {} };
        }
        const { made, ...inputs } = JSON.parse(fs.readFileSync(file(id)));
        return { id, props: { ...inputs, made }, inputs };
    },
    async update(id, urn, olds, news) {
        await act(news);
        const outs = { ...news, made: id };
        fs.writeFileSync(file(id), JSON.stringify(outs));
        return { outs };
    },
    async delete(id) {
        fs.rmSync(file(id), { force: true });
    },
    async invoke(token, args) {
        return args.refuse ? { outputs: {}, failures: [{ property: "refuse", reason: "as asked" }] } : { outputs: { token, echo: args.text, secret: process.env.PULUMI_PROJECT } };
    },
};

provider.main(things, process.argv.slice(2));
