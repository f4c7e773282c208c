// SPDX-License-Identifier: Apache-2.0
// The client against the schema of the program, and against a kiosk. UKETSUKE_SIM names the program.
"use strict";
const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Kiosk, Refused, VERBS, VERSION } = require("./uketsuke-sim.js");

const program = process.env.UKETSUKE_SIM;
const schema = JSON.parse(execFileSync(program, ["--verbs", "--json"], { stdio: ["ignore", "pipe", "ignore"] }));
const ofAll = ["verb", "id", "version"];

test("each verb is a method with the same arguments, also in the types", () => {
    assert.strictEqual(schema.version, VERSION);
    const types = fs.readFileSync(path.join(__dirname, "uketsuke-sim.d.ts"), "utf8");
    const verbs = schema.oneOf.map((entry) => entry.$ref.split("/").pop());
    assert.deepStrictEqual(Object.keys(VERBS).sort(), [...verbs].sort());
    const kinds = { string: "string", number: "number", array: "string[]" };
    for (const verb of verbs) {
        const { properties, required } = schema.$defs[verb];
        const names = Object.keys(properties).filter((name) => !ofAll.includes(name));
        assert.deepStrictEqual(VERBS[verb], names, verb);
        const typed = names.map((name) => `${name}${required.includes(name) ? "" : "?"}: ${kinds[properties[name].type]}`);
        assert.ok(types.includes(`    ${verb}(${typed.join(", ")}): Promise<Answer>;\n`), `${verb}(${typed.join(", ")})`);
    }
});

test("a kiosk is driven, tells what happens, and says what was expected and found", async () => {
    const kiosk = await Kiosk.start(program);
    try {
        await kiosk.subscribe(["state"]);
        const event = kiosk.nextEvent();
        await kiosk.card("hanako");
        await kiosk.insert();
        await kiosk.expect("screen", ["choose_identity"], "3s");
        assert.strictEqual((await event).event, "state");
        assert.strictEqual((await event).from, "idle");
        await assert.rejects(kiosk.expect("screen", ["consent"], "1s"), (refused) => {
            assert.ok(refused instanceof Refused);
            assert.strictEqual(refused.expected, "screen consent");
            return refused.found.startsWith("screen choose_identity");
        });
        const answers = await Promise.all([kiosk.state(), kiosk.tree(), kiosk.screenshot("now")]);
        assert.strictEqual(answers[0].held, "hanako");
        assert.ok(answers[1].nodes.some((node) => node.text === "暗証番号" && node.touch));
        assert.ok(fs.readFileSync(answers[2].file).subarray(1, 4).equals(Buffer.from("PNG")));
        await kiosk.quit();
        await assert.rejects(kiosk.state(), /ended the connection/);
    } finally {
        await kiosk.close();
    }
});

test("a kiosk that cannot be says why", async () => {
    await assert.rejects(Kiosk.start(program, ["--facts", "camera=broken"]), /no such fact: 'camera=broken'/);
    await assert.rejects(Kiosk.start("/nonexistent"), /did not start: .*ENOENT/);
});
