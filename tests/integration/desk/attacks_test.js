// SPDX-License-Identifier: Apache-2.0
// What somebody in the clinic's network may try against the page: nothing gets in, and the desk and its kiosk go on.
'use strict';
const assert = require('node:assert');
const crypto = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const tls = require('node:tls');
const { Desk, Kiosk, PASSWORD, listFor, run } = require('./desk.js');

let desk;
let kiosk;

const firstList = (headers) => listFor(desk, headers);

/// A TLS connection on which anything can be said, from that address of this machine.
function rawLine(localAddress = '127.0.0.1') {
  const { hostname, port } = new URL(desk.url);
  return new Promise((resolve, reject) => {
    const line = tls.connect({ host: hostname, port, ca: desk.ca, localAddress }, () => resolve(line));
    line.on('error', reject);
  });
}

/// What it is told until the desk hangs up.
function untilClosed(line) {
  return new Promise((resolve) => {
    let text = '';
    line.removeAllListeners('error');
    line.on('error', () => {});
    line.on('data', (part) => { text += part; });
    line.on('close', () => resolve(text));
  });
}

async function stillServes() {
  const clerk = await desk.login('sato');
  assert.strictEqual(clerk.status, 200);
  await kiosk.step(1, 'consent');
  assert.strictEqual((await firstList(clerk.headers)).rows[0].state, 'consent');
}

const cases = {
  async 'the certificate is the one whose fingerprint was told, for this address, and its key is the owner\'s alone'() {
    const line = await rawLine();
    const shown = crypto.createHash('sha256').update(line.getPeerCertificate().raw).digest('hex').toUpperCase();
    assert.strictEqual(desk.fingerprint.replaceAll(':', ''), shown);
    assert(line.authorized);
    line.destroy();
    assert.strictEqual(fs.statSync(path.join(desk.folder, 'desk.key')).mode & 0o777, 0o600);
    assert.strictEqual(fs.statSync(desk.socket).mode & 0o007, 0);
  },

  async 'plain HTTP gets nothing'() {
    const { hostname, port } = new URL(desk.url);
    const line = net.connect(port, hostname);
    line.end(`GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    assert(!(await untilClosed(line)).includes('200'));
  },

  async 'each answer forbids what the page does not need'() {
    for (const file of ['/', '/desk.js', '/me', '/nothing']) {
      const { headers } = await desk.request('GET', file);
      assert.match(headers['content-security-policy'], /default-src 'none'; script-src 'self'/);
      assert(!headers['content-security-policy'].includes('unsafe'));
      assert.strictEqual(headers['cache-control'], 'no-store');
      assert.strictEqual(headers['x-content-type-options'], 'nosniff');
    }
  },

  async 'another host, another page, no login'() {
    const clerk = await desk.login('sato');
    assert.strictEqual((await desk.request('GET', '/me', { headers: { ...clerk.headers, Host: 'evil.example' } })).status, 421);
    assert.strictEqual((await desk.request('POST', '/answer', { body: '{"note":1}', headers: { ...clerk.headers, Origin: 'https://evil.example' } })).status, 403);
    assert.strictEqual((await desk.request('POST', '/answer', { body: '{"note":1}', headers: { ...clerk.headers, 'X-Desk-Token': '' } })).status, 403);
    assert.strictEqual((await desk.request('POST', '/act', { body: '{"says":"closes","kiosk":"kiosk-1"}', headers: { Cookie: clerk.headers.Cookie } })).status, 403);
    assert.strictEqual((await desk.request('POST', '/act', { body: '{"says":"closes","kiosk":"kiosk-1"}', ...clerk })).status, 403); // no manager
    assert.strictEqual(await firstList({}), 401);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status } = await desk.request(method, '/answer', { headers: clerk.headers });
      assert(status >= 400, `${method}: ${status}`);
    }
  },

  async 'a cookie is worth nothing after its logout'() {
    const clerk = await desk.login('sato');
    assert.strictEqual((await desk.request('GET', '/me', clerk)).status, 200);
    assert.strictEqual((await desk.request('POST', '/logout', { body: '{}', ...clerk })).status, 204);
    assert.strictEqual((await desk.request('GET', '/me', clerk)).status, 401);
    assert.strictEqual(await firstList(clerk.headers), 401);
  },

  async 'a name from the service is text, whatever it says'() {
    const clerk = await desk.login('sato');
    await kiosk.step(2, 'result_valid', { file: 'b.xml', finished: true });
    await kiosk.tell({ m: 'person', file: 'b.xml', name: '<b>"\u202e\n\ndata: x</b>', kana: '' });
    const list = await firstList(clerk.headers);
    assert.strictEqual(list.rows[0].name, '<b>"\u202e\n\ndata: x</b>');
  },

  async 'an oversized request is refused'() {
    const clerk = await desk.login('sato');
    const big = await desk.request('POST', '/answer', { ...clerk, body: 'x'.repeat(5000) });
    assert.strictEqual(big.status, 413);
    const line = await rawLine();
    line.write(`GET /${'x'.repeat(20000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    assert(!(await untilClosed(line)).startsWith('HTTP/1.1 200'));
    const lying = await rawLine();
    lying.write('POST /login HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n');
    assert(!(await untilClosed(lying)).startsWith('HTTP/1.1 200'));
    await stillServes();
  },

  async 'requests that do not end are hung up on, more of one address are none, and meanwhile the page serves'() {
    const lines = await Promise.allSettled(Array.from({ length: 60 }, () => rawLine('127.0.0.2')));
    const slow = lines.filter((one) => one.status === 'fulfilled').map((one) => one.value);
    assert(slow.length >= 1 && slow.length <= 30, `${slow.length}`);
    for (const line of slow) line.write('POST /login HTTP/1.1\r\nHost: x\r\nContent-Len');
    const closed = slow.map(untilClosed);
    await stillServes();
    for (const text of await Promise.all(closed)) assert(!text.startsWith('HTTP/1.1 200'));
  },

  async 'a machine that takes many addresses shuts nobody out: neither who is inside nor who wants in'() {
    const inside = await desk.login('ito');
    const flood = [];
    for (let from = 10; from < 40; from += 1)
      for (let i = 0; i < 4; i += 1) flood.push(rawLine(`127.0.0.${from}`));
    const lines = (await Promise.allSettled(flood)).filter((one) => one.status === 'fulfilled').map((one) => one.value);
    for (const line of lines) { line.on('error', () => {}); line.write('POST /login HTTP/1.1\r\nHost: x\r\nContent-Len'); }
    assert.strictEqual((await desk.request('GET', '/me', inside)).status, 200);
    const body = JSON.stringify({ name: 'sato', password: PASSWORD, code: '' });
    assert.strictEqual((await desk.request('POST', '/login', { body, localAddress: '127.0.0.3' })).status, 200);
    for (const line of lines) line.destroy();
  },

  async 'a path leads nowhere but to the page'() {
    for (const file of ['/../desk.key', '/%2e%2e/desk.key', '/desk.key', '//etc/passwd', '/\u0000'.replace('\u0000', '%00')])
      assert.strictEqual((await desk.request('GET', file)).status, 401, file);
  },

  async 'nobody serves at another interface'() {
    const others = Object.values(os.networkInterfaces()).flat().filter((one) => !one.internal && one.family === 'IPv4');
    const refused = (host) => new Promise((resolve) => {
      const line = net.connect(new URL(desk.url).port, host, () => { line.destroy(); resolve(false); });
      line.on('error', () => resolve(true));
    });
    for (const { address } of others) assert(await refused(address), address);
    assert(await refused('127.0.0.2'));
  },

  async '20 wrong passwords over TLS: few are compared, the rest is told to wait, and who is inside stays inside'() {
    const inside = await desk.login('ito');
    const statuses = [];
    for (let i = 0; i < 20; ++i) {
      const reply = await desk.request('POST', '/login', { body: JSON.stringify({ name: 'sato', password: `guess ${i}`, code: '' }) });
      statuses.push(reply.status);
      if (reply.status === 429) assert(Number(reply.headers['retry-after']) >= 1);
    }
    assert(!statuses.includes(200));
    assert(statuses.filter((status) => status === 429).length >= 10, statuses.join());
    assert.strictEqual((await desk.request('GET', '/me', inside)).status, 200);
    await kiosk.step(3, 'review');
    assert.strictEqual((await firstList(inside.headers)).rows[0].state, 'review');
  },

  async 'the journal names who did what, and holds no patient\'s name and no password'() {
    const text = fs.readFileSync(path.join(desk.folder, 'journal'), 'utf8');
    for (const event of ['desk_login', 'desk_login_refused', 'desk_logout', 'desk_name_shown']) assert(text.includes(`"event":"${event}"`), event);
    assert(text.includes('"by":"sato"'));
    assert(!text.includes('<b>') && !text.includes('guess') && !text.includes('horse'));
  },

  async 'the kiosk goes on when the desk is killed, and what it tells arrives once it is there again'() {
    await desk.kill('SIGKILL');
    await desk.run();
    await kiosk.connect();
    await kiosk.step(9, 'consent');
    const clerk = await desk.login('sato');
    assert.deepStrictEqual((await firstList(clerk.headers)).rows.map((row) => row.visit), [9]);
  },
};

(async () => {
  desk = await Desk.start(process.argv[2]);
  kiosk = await Kiosk.join(desk, 'kiosk-1');
  try {
    await run(cases);
  } finally {
    kiosk.leave();
    assert.strictEqual(await desk.end(), 0);
  }
})().catch((error) => { console.error(error); process.exit(1); });
