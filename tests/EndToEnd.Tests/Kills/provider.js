// A provider on the official Node SDK's provider server, whose things are files beside it: the ledger of what was really made.
// It writes down each instant of a run, before every call and between what a call did and its answer, and at the one that it
// is told it kills the engine that called it.
"use strict";
const fs = require("fs");
const path = require("path");
const provider = require("@pulumi/pulumi/provider");

const place = path.join(__dirname, "..");
const file = (id) => path.join(place, "ledger", id);
const list = path.join(place, "instants");
const order = path.join(place, "kill-at");
const signature = "4dabf18193072939515e22adb298388d";
const plain = (value) => (value && typeof value === "object" && value[signature] ? value.value : value);

// The engine's shell that looks after a plugin may stand between the two.
function engine() {
    let pid = process.ppid;
    while (path.basename(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]) !== "infra") {
        pid = Number(/^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
    }
    return pid;
}

async function instant(what) {
    fs.appendFileSync(list, what + "\n");
    if (fs.existsSync(order) && fs.readFileSync(list, "utf8").split("\n").length - 1 >= Number(fs.readFileSync(order, "utf8"))) {
        process.kill(engine(), "SIGKILL");
        await new Promise(() => setInterval(() => {}, 1000));
    }
}

async function make(id, inputs, call) {
    await instant(`before ${call} ${id}`);
    const outs = { ...inputs, made: id };
    fs.writeFileSync(file(id), JSON.stringify(outs));
    await instant(`after ${call} ${id}`);
    return { id, outs };
}

provider.main(
    {
        version: "1.2.3",
        async check(urn, olds, news) {
            await instant(`before check ${urn}`);
            return { inputs: { size: 1, ...news }, failures: [] };
        },
        async diff(id, urn, olds, news) {
            const keys = ["name", "size", "secret"].filter((k) => plain(olds[k]) !== plain(news[k]));
            return { changes: keys.length > 0, replaces: keys.filter((k) => k === "name") };
        },
        create: (urn, inputs) => make(inputs.key, inputs, "create"),
        update: (id, urn, olds, news) => make(id, news, "update"),
        async read(id, urn, props) {
            await instant(`before read ${id}`);
            if (!fs.existsSync(file(id))) {
                return { id: "", props: {} };
            }
            const { made, ...inputs } = JSON.parse(fs.readFileSync(file(id)));
            return { id, props: { ...inputs, made }, inputs };
        },
        async delete(id) {
            await instant(`before delete ${id}`);
            fs.rmSync(file(id), { force: true });
            if (id === "gone") {
                fs.rmSync(file("inside"), { force: true });
            }
            await instant(`after delete ${id}`);
        },
    },
    process.argv.slice(2),
);
