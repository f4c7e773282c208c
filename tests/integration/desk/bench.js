// SPDX-License-Identifier: Apache-2.0
// How long a visit's end takes to its line in the browser, what fifty kiosks cost one desk, how heavy the page is:
// bench.js DESK CHROMIUM.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const { chromium } = require('playwright-core');
const { Desk, Kiosk, PASSWORD, until } = require('./desk.js');

const [, , program, executablePath] = process.argv;
const KIOSKS = 50;
const ROUNDS = 6;
const PAUSE = 150; // ms between two ends: more than fifty kiosks ever have

const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];

/// Seconds of a core, and megabytes, of the desk's process so far.
function costs(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const memory = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  return { cpu: (Number(stat[11]) + Number(stat[12])) / 100, mb: memory / 1024 };
}

/// In the page: when a line with this file was there.
function watchLines() {
  window.seen = {};
  const look = () => {
    for (const line of document.querySelectorAll('#rows > li'))
      for (const file of line.textContent.match(/bench-\d+-\d+\.xml/g) ?? []) window.seen[file] ??= performance.timeOrigin + performance.now();
  };
  new MutationObserver(look).observe(document.getElementById('rows'), { childList: true, subtree: true });
}

async function main() {
  const desk = await Desk.start(program);
  const before = costs(desk.process.pid);
  const kiosks = [];
  for (let i = 0; i < KIOSKS; i += 1) kiosks.push(await Kiosk.join(desk, `kiosk-${i}`));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ja-JP' })).newPage();
  let weight = 0;
  page.on('response', async (reply) => { if (!reply.url().endsWith('/events')) weight += (await reply.body().catch(() => '')).length; });
  await page.goto(desk.url);
  await page.fill('#name', 'sato');
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForSelector('#desk:not([hidden])');
  await page.evaluate(watchLines);
  const told = {};
  const began = Date.now();
  const start = costs(desk.process.pid);
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const [i, kiosk] of kiosks.entries()) {
      const file = `bench-${i}-${round}.xml`;
      told[file] = performance.timeOrigin + performance.now();
      kiosk.number += 1; // without waiting until it is taken
      kiosk.send({ number: kiosk.number, at: Math.floor(Date.now() / 1000), m: 'step', visit: (round % 10) + 1, n: 1, state: 'result_valid', error: 0,
        patient: true, finished: true, file, language: 'ja', reception: String(round), marks: '' });
      await sleep(PAUSE);
    }
  const seconds = (Date.now() - began) / 1000;
  const last = `bench-${KIOSKS - 1}-${ROUNDS}.xml`;
  await until(() => page.evaluate((file) => Boolean(window.seen[file]), last));
  const seen = await page.evaluate(() => window.seen);
  const after = costs(desk.process.pid);
  const times = Object.keys(told).filter((file) => seen[file]).map((file) => seen[file] - told[file]).sort((a, b) => a - b);
  assert(times.length > 0.9 * KIOSKS * ROUNDS, `${times.length} of ${KIOSKS * ROUNDS} were seen`);
  console.log(`end of a visit to its line in the browser, ${KIOSKS} kiosks, ${times.length} ends, ${(times.length / seconds).toFixed(0)} a second: `
    + `p50 ${at(times, 0.5).toFixed(0)} ms, p99 ${at(times, 0.99).toFixed(0)} ms (goal 200), worst ${times.at(-1).toFixed(0)} ms`);
  console.log(`one desk with ${KIOSKS} kiosks: ${after.mb.toFixed(1)} MB (${before.mb.toFixed(1)} at its start), ${(100 * (after.cpu - start.cpu) / seconds).toFixed(0)} % of a core`);
  console.log(`weight of the page: ${(weight / 1024).toFixed(1)} KB in all`);
  await browser.close();
  for (const kiosk of kiosks) kiosk.leave();
  await desk.end();
}

main().catch((error) => { console.error(error); process.exit(1); });
