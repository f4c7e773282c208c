// SPDX-License-Identifier: Apache-2.0
// A real kiosk (pcscd, TLS, threads) tells a real desk of a visit: kiosk_test.js DESK SIMULATOR.
'use strict';
const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { Desk, run, watch } = require('./desk.js');

const [, , program, simulator] = process.argv;
let desk;

/// Plays the scenario to its end; what it says stands beside the test's own words.
function play(scenario, socket) {
  return new Promise((resolve) => {
    spawn(simulator, ['play', scenario, '--desk', socket], { stdio: ['ignore', 'inherit', 'inherit'] }).on('exit', resolve);
  });
}

const cases = {
  async 'each step of a visit is on the list, then its end with the file and whose it is'() {
    const clerk = await desk.login('sato');
    const seen = new Set();
    let last = null;
    const told = watch(desk, clerk.headers, ({ rows }) => {
      for (const row of rows) seen.add(row.step);
      [last] = rows;
      return last?.finished && last.name;
    });
    assert.strictEqual(await play('tests/scenario/demo_pin.scn', desk.socket), 0);
    await told;
    assert(seen.size >= 3, [...seen].join());
    assert.match(last.file, /^OQSsiquc01res_face_.*\.xml$/);
    assert(last.name.length > 0 && last.kana.length > 0);
  },

  async 'torn apart again and again, in whatever step that is, the visit goes on as ever'() {
    let over = false;
    const visit = play('tests/scenario/demo_pin.scn', desk.socket).then((code) => { over = true; return code; });
    let torn = 0;
    for (; !over; torn += 1) {
      await desk.kill('SIGKILL');
      await desk.run();
    }
    assert.strictEqual(await visit, 0);
    assert(torn >= 3, `${torn}`);
  },

  async 'without anybody at the socket a visit goes on as ever'() {
    assert.strictEqual(await play('tests/scenario/demo_pin.scn', `${desk.socket}.none`), 0);
  },
};

(async () => {
  desk = await Desk.start(program);
  try {
    await run(cases);
  } finally {
    await desk.end();
  }
})().catch((error) => { console.error(error); process.exit(1); });
