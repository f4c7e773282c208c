// SPDX-License-Identifier: Apache-2.0
// The npm packages of the tests are there, in the versions of package.json, and do in this Node what the tests want of them.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const wanted = require('../../npm/package.json').dependencies;

for (const [name, version] of Object.entries(wanted)) {
    const file = path.join(process.env.NODE_PATH, name, 'package.json');
    assert(fs.existsSync(file), `${name} is not there: run ./kiosk setup`);
    assert.strictEqual(JSON.parse(fs.readFileSync(file)).version, version, name);
}

const { Fhir } = require('fhir');
const faulty = new Fhir().validate({ resourceType: 'Patient', gender: 'nobody' });
assert.deepStrictEqual([faulty.valid, faulty.messages[0].location], [false, 'Patient.gender']);
assert(new Fhir().validate({ resourceType: 'Patient', gender: 'female' }).valid);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'npm-tools-'));
const watcher = require('chokidar').watch(folder);
watcher.on('ready', () => fs.writeFileSync(path.join(folder, 'a.xml'), 'x'));
watcher.on('add', async (file) => {
    assert.strictEqual(path.basename(file), 'a.xml');
    await watcher.close();
    fs.rmSync(folder, { recursive: true });
    console.log(`${Object.keys(wanted).length} npm packages work in Node ${process.version}`);
});
