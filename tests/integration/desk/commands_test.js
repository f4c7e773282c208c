// SPDX-License-Identifier: Apache-2.0
// Setting a desk up: commands_test.js DESK.
'use strict';
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Desk, Kiosk, PASSWORD, listFor, run } = require('./desk.js');

const [, , program] = process.argv;
let desk;

const call = (words, input = '') => spawnSync(program, words, { input, encoding: 'utf8' });

const cases = {
  'a new account is printed as the settings take it, and can log in': async () => {
    const made = call(['--new-account', 'kato', '--role', 'manager'], `${PASSWORD}\n`);
    assert.strictEqual(made.status, 0, made.stderr);
    assert.match(made.stdout, /^\[\[account\]\]\nname = "kato"\nrole = "manager"\npassword = "scrypt:15:8:1:/);
    assert.match(made.stdout, /# otpauth:\/\/totp\/uketsuke:kato\?secret=[A-Z2-7]{32}&/);
    assert(!made.stdout.includes(PASSWORD));
    await desk.kill();
    fs.appendFileSync(path.join(desk.folder, 'desk.toml'), made.stdout);
    await desk.run();
    const clerk = await desk.login('kato');
    assert.strictEqual(JSON.parse((await desk.request('GET', '/me', clerk)).text).role, 'manager');
  },

  async 'what is wrong with an account or the settings is said in one sentence'() {
    assert.match(call(['--new-account', 'kato'], 'short\n').stderr, /at least 10 characters/);
    assert.match(call(['--new-account', 'ka to'], `${PASSWORD}\n`).stderr, /ASCII letters/);
    assert.strictEqual(call([]).status, 2);
    const file = path.join(desk.folder, 'wrong.toml');
    fs.writeFileSync(file, '[desk]\nport = "x"\n');
    const wrong = call(['--config', file]);
    assert.strictEqual(wrong.status, 2);
    assert(wrong.stderr.startsWith(`uketsuke-desk: ${file}:2:`), wrong.stderr);
  },

  async 'the fingerprint is that of the page, and the certificate is kept over a restart'() {
    const before = desk.fingerprint;
    assert.strictEqual(call(['--config', path.join(desk.folder, 'desk.toml'), '--fingerprint']).stdout.trim(), before);
    await desk.kill();
    await desk.run();
    assert.strictEqual(desk.fingerprint, before);
  },

  async 'other names make another certificate, which is told as the old one was'() {
    const before = desk.fingerprint;
    await desk.kill();
    const file = path.join(desk.folder, 'desk.toml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('[desk]\n', '[desk]\nhosts = ["front.lan"]\n'));
    await desk.run();
    assert.notStrictEqual(desk.fingerprint, before);
  },

  async 'what a thief holds, and what the journal has of a visit'() {
    const stolen = call(['--config', path.join(desk.folder, 'desk.toml'), '--stolen']);
    assert.strictEqual(stolen.status, 0, stolen.stderr);
    assert.match(stolen.stdout, /desk\.key {2}the page's private key/);
    const kiosk = await Kiosk.join(desk, 'kiosk-1');
    const clerk = await desk.login('sato');
    await kiosk.step(7, 'staff_password', { n: 2 });
    const [row] = (await listFor(desk, clerk.headers)).rows;
    const said = await desk.request('POST', '/act', { body: JSON.stringify({ says: 'confirms', row: row.id }), ...clerk });
    assert.strictEqual(said.status, 200);
    kiosk.leave();
    const journal = path.join(desk.folder, 'journal');
    const told = call(['explain', '--visit', '7', '--journal', journal]);
    assert.strictEqual(told.status, 0, told.stderr);
    assert.match(told.stdout, /窓口の操作.*だれが=sato.*confirms/);
    assert.strictEqual(call(['explain', '--visit', '8', '--journal', journal]).status, 3);
  },

  async 'a second desk with the same folder or socket does not start'() {
    const second = call(['--config', path.join(desk.folder, 'desk.toml')]);
    assert.strictEqual(second.status, 3);
    assert.match(second.stderr, /^uketsuke-desk: /);
  },
};

(async () => {
  desk = await Desk.start(program);
  try {
    await run(cases);
  } finally {
    assert.strictEqual(await desk.end(), 0);
  }
})().catch((error) => { console.error(error); process.exit(1); });
