// SPDX-License-Identifier: Apache-2.0
// A simulated kiosk, driven from Node 18 with nothing but its own modules (docs/control.md). JavaScript with its types in
// uketsuke-sim.d.ts, because Node 18 runs no TypeScript.
//
//     const kiosk = await Kiosk.start("build/dev/sim/uketsuke-sim");
//     await kiosk.card("hanako");
//     await kiosk.insert();
//     await kiosk.expect("screen", ["choose_identity"]);
//     await kiosk.close();
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

/** Of the verbs. */
const VERSION = 2;

/** The arguments of each verb, in their order (docs/verbs.md): each is a method of Kiosk. */
const VERBS = {
    card: ["person", "counters"],
    phone: ["person", "counters"],
    insert: ["what", "how"],
    remove: ["what"],
    validity: ["what"],
    chart: ["person", "otherwise"],
    appointments: ["rows"],
    lay: ["text", "settings"],
    look: ["who", "settings"],
    tap: ["label", "nth"],
    touch: ["what", "mm"],
    type: ["digits"],
    key: ["key", "words"],
    headphones: ["where"],
    heard: ["words", "within"],
    unheard: ["words"],
    wait: ["time"],
    clock: ["to"],
    fault: ["device", "words"],
    clerk: ["says", "item"],
    request: ["number"],
    expect: ["what", "words", "within"],
    audit: ["events", "within"],
    golden: ["name"],
    state: [],
    tree: [],
    screenshot: ["name"],
    results: ["name"],
    journal: ["lines"],
    desk: ["lines"],
    help: ["of"],
    subscribe: ["to"],
    quit: [],
};

/** What was expected, and what was found instead; `answer` is all of the answer. */
class Refused extends Error {
    constructor(answer) {
        const { line = "", expected = "", found = "" } = answer.error ?? {};
        super(`${line}: expected ${expected}; found ${found}`);
        Object.assign(this, { line, expected, found, answer });
    }
}

class Kiosk {
    #socket;
    #waiting = []; // for answers, first asked first
    #events = []; // that nobody has taken yet
    #takers = []; // of events that have not come yet
    #own; // program and folder of a kiosk of its own

    constructor(socket) {
        this.#socket = socket;
        const lines = readline.createInterface({ input: socket });
        lines.on("line", (line) => this.#hear(JSON.parse(line)));
        for (const each of [socket, lines]) each.on("error", () => {}); // `close` follows
        socket.on("close", () => this.#end());
    }

    /** `where`: a UNIX socket's file, or 127.0.0.1:PORT, as the first line of `uketsuke-sim live` tells it. */
    static connect(where) {
        const place = /^([^/]+):(\d+)$/.exec(where);
        const socket = place ? net.connect(Number(place[2]), place[1]) : net.connect(where);
        return new Promise((done, fail) => {
            socket.once("error", fail);
            socket.once("connect", () => done(new Kiosk(socket)));
        });
    }

    /** A kiosk of its own, gone with close(). `options`: those of `uketsuke-sim live`, but --control. */
    static async start(program, options = []) {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "uketsuke-"));
        const args = ["live", "--control", path.join(folder, "control"), ...options];
        const log = path.join(folder, "log");
        const told = fs.openSync(log, "w");
        const started = spawn(program, args, { stdio: ["ignore", "pipe", told] });
        fs.closeSync(told);
        const first = await new Promise((done, fail) => {
            const refuse = (why) => {
                fs.rmSync(folder, { recursive: true, force: true });
                fail(new Error(`the kiosk did not start: ${why}`));
            };
            started.once("error", (error) => refuse(error.message));
            started.once("exit", () => refuse(fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim() : ""));
            readline.createInterface({ input: started.stdout }).once("line", (line) => {
                started.removeAllListeners("exit");
                done(line);
            });
        });
        const kiosk = await Kiosk.connect(JSON.parse(first).control);
        kiosk.#own = { started, folder };
        return kiosk;
    }

    /** Any verb; arguments that are undefined are left out. */
    ask(verb, args = {}) {
        return new Promise((done, fail) => {
            if (this.#socket.destroyed) return fail(new Error("the kiosk ended the connection"));
            this.#waiting.push({ done, fail });
            this.#socket.write(JSON.stringify({ verb, ...args }) + "\n");
        });
    }

    /** The next event that was subscribed to. On the virtual rig time passes by verbs alone. */
    nextEvent() {
        if (this.#events.length > 0) return Promise.resolve(this.#events.shift());
        return new Promise((done, fail) => this.#takers.push({ done, fail }));
    }

    /** Ends the connection, and a kiosk of its own. */
    async close() {
        this.#socket.destroy();
        if (!this.#own) return;
        const { started, folder } = this.#own;
        const ended = started.exitCode !== null || new Promise((done) => started.once("exit", done));
        started.kill();
        await ended;
        fs.rmSync(folder, { recursive: true, force: true });
        this.#own = undefined;
    }

    #hear(answer) {
        if (answer.event) {
            const taker = this.#takers.shift();
            return taker ? taker.done(answer) : void this.#events.push(answer);
        }
        const { done, fail } = this.#waiting.shift();
        return answer.ok ? done(answer) : fail(new Refused(answer));
    }

    #end() {
        for (const { fail } of [...this.#waiting, ...this.#takers]) fail(new Error("the kiosk ended the connection"));
        this.#waiting = this.#takers = [];
    }
}

for (const [verb, names] of Object.entries(VERBS))
    Kiosk.prototype[verb] = function (...values) {
        return this.ask(verb, Object.fromEntries(names.map((name, i) => [name, values[i]])));
    };

module.exports = { Kiosk, Refused, VERBS, VERSION };
