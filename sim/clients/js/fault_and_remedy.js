// SPDX-License-Identifier: Apache-2.0
// The service is away, what the kiosk says, and how it goes on once it is back: fault_and_remedy.js PROGRAM
"use strict";
const { Kiosk } = require("./uketsuke-sim.js");

async function byPin(kiosk) {
    await kiosk.tap("暗証番号");
    await kiosk.type("1234");
    await kiosk.tap("確定");
}

async function visit(program) {
    const kiosk = await Kiosk.start(program);
    try {
        await kiosk.card("hanako");
        await kiosk.insert();
        await kiosk.expect("screen", ["choose_identity"]);
        await kiosk.fault("service", ["off"]);
        await byPin(kiosk);
        await kiosk.expect("screen", ["service_failed"]);
        const { screen, error } = await kiosk.state();
        console.log(`${screen}: ${String(error.number).padStart(3, "0")} ${error.name}`);
        console.log("fired:", (await kiosk.fault()).faults[0].fired);

        await kiosk.fault("service", ["none"]);
        await kiosk.tap("もう一度");
        await byPin(kiosk);
        await kiosk.expect("screen", ["consent"]);
        console.log("after the remedy:", (await kiosk.state()).screen);

        await kiosk.tap("nobody has made this button").catch((refused) => console.log("refused:", refused.expected));
        await kiosk.quit();
    } finally {
        await kiosk.close();
    }
}

visit(process.argv[2]);
