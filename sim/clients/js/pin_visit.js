// SPDX-License-Identifier: Apache-2.0
// A whole visit by PIN, up to the result that the clinic gets: pin_visit.js PROGRAM
"use strict";
const { Kiosk } = require("./uketsuke-sim.js");

async function visit(program) {
    const kiosk = await Kiosk.start(program);
    try {
        await kiosk.card("hanako");
        await kiosk.insert();
        await kiosk.expect("screen", ["choose_identity"]);
        await kiosk.tap("暗証番号");
        await kiosk.type("1234");
        await kiosk.tap("確定");
        await kiosk.expect("screen", ["consent"]);
        await kiosk.tap("同意する");
        await kiosk.expect("screen", ["take_card"]);
        await kiosk.remove();
        await kiosk.expect("screen", ["idle"]);
        for (const { name, bytes } of (await kiosk.results()).files) {
            const { text } = await kiosk.results(name);
            console.log(`${name}: ${bytes} bytes; 架空　花子 is in it: ${text.includes("架空　花子")}`);
        }
        console.log("journal:", (await kiosk.journal()).lines.map((record) => record.event).join(" "));
        await kiosk.quit();
    } finally {
        await kiosk.close();
    }
}

visit(process.argv[2]);
