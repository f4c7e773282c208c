// SPDX-License-Identifier: Apache-2.0
// Holds every .json of a folder against the base definitions of HL7 FHIR R4, and prints what is wrong.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { Fhir } = require('fhir');

const folder = process.argv[2];
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
const base = new Fhir();
// JP Core takes codes of its own where the base only prefers others (preferred, extensible, example).
const LOOSELY_BOUND = /^(Coverage\.(type|relationship)|Consent\.provision\.code\[\d+\])$/;
const counts = (fault) => fault.severity === 'error' || (fault.severity === 'warning' && !LOOSELY_BOUND.test(fault.location));
let faults = 0;
for (const name of files) {
    const found = base.validate(JSON.parse(fs.readFileSync(path.join(folder, name))), { errorOnUnexpected: true });
    for (const fault of found.messages.filter(counts)) {
        faults += 1;
        console.log(`${name}: ${fault.location}: ${fault.severity}: ${fault.message}`);
    }
}
console.log(`${files.length} bundles, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
