// SPDX-License-Identifier: Apache-2.0
// dock_test.js PROGRAM PICTURES CHROMIUM: the simulator's dock in Debian's Chromium, as a developer uses it, and as
// another page's visitor would meet it.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { spawn } = require('node:child_process');
const readline = require('node:readline');
const { chromium } = require('playwright-core');
const { assertAccessible } = require('../desk/accessible.js');
const { run, until } = require('../desk/desk.js');

const [, , program, pictures, executablePath] = process.argv;

let dock; // { url, process }
let browser;
let page;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dock-'));
const complaints = [];

const recording = path.join(folder, 'recorded.scn');
async function start(words) {
  const child = spawn(program, ['dock', '--port', '0', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL')); // whatever became of the test
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, url: JSON.parse((await lines.next()).value).dock };
}

function request(method, file, { body = '', headers = {} } = {}) {
  const { hostname, port, host } = new URL(dock.url);
  return new Promise((resolve, reject) => {
    const sent = http.request({ hostname, port, method, path: file, agent: false, headers: { Host: host, ...headers } }, (reply) => {
      let text = '';
      reply.on('data', (part) => { text += part; });
      reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const own = () => ({ Origin: dock.url, 'Content-Type': 'application/json' });
const verb = async (words) => JSON.parse((await request('POST', '/verb', { body: JSON.stringify(words), headers: own() })).text);

const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
const at = (screen) => page.waitForFunction((wanted) => document.getElementById('state').textContent === wanted, screen);
const press = (name) => page.getByRole('button', { name, exact: true }).click();

/// Touches the middle of what has this text on the kiosk's picture.
async function touch(text) {
  const point = await until(async () => {
    const tree = await verb({ verb: 'tree' });
    const node = tree.nodes.find((one) => one.touch && one.text === text);
    const size = await page.evaluate(() => ({ w: now.panel.width_mm / now.panel.enlarged, h: now.panel.height_mm / now.panel.enlarged }));
    const box = await page.locator('#picture').boundingBox();
    const known = await page.evaluate((wanted) => tree !== null && tree.nodes.some((one) => one.touch && one.text === wanted), text);
    if (!node || !known) return null;
    const [left, top, width, height] = node.mm;
    return { x: (left + width / 2) / size.w * box.width, y: (top + height / 2) / size.h * box.height };
  });
  await page.locator('#picture').click({ position: point });
}

const cases = {
  async 'the page says SIMULATOR, shows the kiosk, and offers what the tables have'() {
    await page.getByRole('heading', { name: 'SIMULATOR' }).waitFor();
    await at('idle');
    await page.waitForFunction(() => document.getElementById('picture').naturalWidth === 1280);
    const choices = JSON.parse((await request('GET', '/choices')).text);
    assert(choices.people.length >= 30);
    assert.strictEqual(await page.locator('#person option').count(), choices.people.length);
    assert.strictEqual(await page.locator('#looks button').count(), choices.looks.length);
    const schema = JSON.parse((await request('GET', '/schema')).text);
    assert.strictEqual(await page.locator('#verb option').count(), schema.oneOf.length - 1); // all but subscribe
    const devices = new Set(choices.faults.map((row) => row.device));
    assert.strictEqual(await page.locator('#device option').count(), devices.size);
    assert.strictEqual(await page.locator('#lays button').count(), choices.lays.length);
    assert.strictEqual(await page.locator('#validity option').count(), choices.validities.length);
    assert(await page.locator('#own-camera').isHidden() && await page.locator('#own-reader').isHidden());
    await picture('idle');
    await assertAccessible(page, 'idle');
  },

  async 'a visit by card and by fingers on the picture, with journal and desk beside it'() {
    await press('Take the card');
    await press('Lay it down');
    await at('choose_identity');
    await touch('暗証番号');
    await at('pin_entry');
    await press('Type the PIN');
    await touch('確定');
    await at('consent');
    await picture('consent');
    await touch('同意しない');
    await at('result_valid');
    await page.locator('#journal li', { hasText: 'result_valid' }).first().waitFor();
    assert.notStrictEqual(await page.textContent('#row'), '');
    await press('Pull it');
    await at('idle');
  },

  async 'a card with its back up, two at once, and what the service says of the insurance'() {
    await press('Take the card');
    await press('Lay it: back');
    await at('choose_identity');
    assert.strictEqual(await page.locator('#lays button', { hasText: 'sleeve' }).count(), 0); // needs pictures
    await press('Pull it');
    await at('idle');
    await press('Lay two at once');
    await at('card_problem');
    await page.locator('#faults li', { hasText: 'card two: met the kiosk' }).waitFor();
    await press('Take the second away');
    await at('choose_identity');
    await press('Pull it');
    await at('idle');
    await page.selectOption('#validity', 'invalid');
    await press('From now on');
    await press('Lay it down');
    await at('choose_identity');
    await touch('暗証番号');
    await at('pin_entry');
    await press('Type the PIN');
    await touch('確定');
    await at('consent');
    await touch('同意しない');
    await at('result_invalid');
    await press('Pull it');
    await page.selectOption('#validity', 'valid');
    await press('From now on');
    await at('idle');
  },

  async 'time: it stands still, and runs faster than the machine\'s'() {
    await press('Lay it down');
    await at('choose_identity');
    await press('stands still');
    await page.getByRole('button', { name: 'stands still', pressed: true }).waitFor();
    const ms = async () => (await verb({ verb: 'clock' })).ms;
    const before = await ms();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.strictEqual(await ms(), before);
    await press('× 600');
    await until(async () => await ms() - before > 30000);
    await press('× 1');
    await press('Pull it');
    await at('idle');
  },

  async 'a fault is set, told as not met, and mended'() {
    await page.selectOption('#device', 'service');
    await page.selectOption('#fault', 'off');
    await press('Break it');
    await page.locator('#faults li', { hasText: 'service off' }).waitFor();
    await press('Mend');
    await page.locator('#problem', { hasText: 'it never fired' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('#faults li').length === 0);
  },

  async 'the overlay marks each target with its place in the order of keys, small ones in red'() {
    await page.check('#overlay');
    const tree = await verb({ verb: 'tree' });
    await page.waitForFunction((count) => document.querySelectorAll('#tree > div').length === count, tree.focus.length);
    const small = tree.nodes.filter((node) => node.touch && (node.mm[2] < 12.7 || node.mm[3] < 12.7)).length;
    assert.strictEqual(await page.locator('#tree > div.small').count(), small);
    await picture('overlay');
    await page.uncheck('#overlay');
  },

  async 'true millimetres and other eyes'() {
    await page.selectOption('#scale', 'true');
    const box = await page.locator('#picture').boundingBox();
    const wanted = await page.evaluate(() => now.panel.width_mm / 25.4 * 96);
    assert(Math.abs(box.width - wanted) < 2, `${box.width} pixels for ${wanted}`);
    await page.selectOption('#eyes', 'deuteranopia');
    assert.notStrictEqual(await page.evaluate(() => getComputedStyle(document.getElementById('picture')).filter), 'none');
    await page.selectOption('#eyes', '');
    await page.selectOption('#scale', 'fit');
  },

  async 'another kiosk: panel, language, theme'() {
    await page.selectOption('[data-fact="panel"]', 'panel=compact');
    await page.selectOption('[data-fact="language"]', 'language=en');
    await page.selectOption('[data-fact="theme"]', 'theme=dark');
    await press('Start it anew like this');
    await page.waitForFunction(() => document.getElementById('picture').naturalWidth === 800);
    assert.strictEqual((await verb({ verb: 'state' })).language, 'en');
    await picture('compact_dark_english');
    await page.selectOption('[data-fact="panel"]', '');
    await page.selectOption('[data-fact="language"]', '');
    await page.selectOption('[data-fact="theme"]', '');
    await press('Start it anew like this');
    await page.waitForFunction(() => document.getElementById('picture').naturalWidth === 1280);
  },

  async 'any verb of the schema, and what is wrong is said'() {
    await page.selectOption('#verb', 'tap');
    await page.fill('#arguments [name="label"]', 'no such button');
    await press('Do it');
    await page.locator('#problem', { hasText: 'a button [no such button]' }).waitFor();
    await page.selectOption('#verb', 'state');
    await press('Do it');
    await page.locator('#answer', { hasText: '"screen": "idle"' }).waitFor();
  },

  async 'another name for this machine and another page are refused'() {
    const { port } = new URL(dock.url);
    for (const file of ['/', '/choices', '/schema', '/picture.png', '/events'])
      assert.strictEqual((await request('GET', file, { headers: { Host: 'evil.example' } })).status, 421, file);
    assert.strictEqual((await request('GET', '/', { headers: { Host: `localhost:${port}` } })).status, 200);
    const body = JSON.stringify({ verb: 'quit' });
    for (const headers of [{}, { Origin: 'http://evil.example', 'Content-Type': 'application/json' }, { Origin: dock.url, 'Content-Type': 'text/plain' },
      { ...own(), Host: 'evil.example' }])
      assert.notStrictEqual((await request('POST', '/verb', { body, headers })).status, 200, JSON.stringify(headers));
    assert.strictEqual((await request('POST', '/verb', { body: 'x'.repeat(20000), headers: own() })).status, 413);
    for (const file of ['/verb', '/kiosk', '/pace'])
      assert.notStrictEqual((await request('POST', file, { body: '[[', headers: own() })).text.includes('"ok":true'), true, file);
    const { headers } = await request('GET', '/');
    assert.match(headers['content-security-policy'], /default-src 'none'/);
    assert.strictEqual(headers['cross-origin-resource-policy'], 'same-origin');
    assert.strictEqual((await verb({ verb: 'state' })).ok, true); // nothing of that ended it
  },

  async 'it ends on quit, and what was done is a scenario'() {
    const gone = new Promise((resolve) => dock.process.once('exit', resolve));
    await verb({ verb: 'quit' }).catch(() => {});
    assert.strictEqual(await gone, 0);
    assert.match(fs.readFileSync(recording, 'utf8'), /^version 2$/m);
  },
};

/// A dock of its own, whose camera is somebody's webcam that is not there: it says what is untried, and what is to be done.
async function ownCamera() {
  const lonely = await start(['--camera', '/dev/no_such_webcam']);
  const other = await (await browser.newContext({ viewport: { width: 1500, height: 1000 } })).newPage();
  await other.goto(lonely.url);
  await other.locator('#own-camera', { hasText: '/dev/no_such_webcam. Nobody has tried this' }).waitFor();
  await other.waitForFunction(() => document.getElementById('state').textContent === 'out_of_service');
  await other.getByRole('button', { name: 'nobody', exact: true }).click();
  await other.locator('#problem', { hasText: 'the camera is your own: stand before it' }).waitFor();
  await other.screenshot({ path: path.join(pictures, 'own_camera.png'), fullPage: true });
  await assertAccessible(other, 'own camera');
  lonely.process.kill();
  await other.close();
}
cases['an own webcam is told as untried, and nobody is shown to it by a button'] = ownCamera;

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  dock = await start(['--record', recording]);
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  page = await (await browser.newContext({ viewport: { width: 1500, height: 1000 } })).newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => { if (/Content Security Policy/.test(line.text())) complaints.push(line.text()); });
  await page.goto(dock.url);
  await run(cases);
  await browser.close();
  assert.deepStrictEqual(complaints, []);
  fs.rmSync(folder, { recursive: true });
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
