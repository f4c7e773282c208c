// SPDX-License-Identifier: Apache-2.0
// Several kiosks and desks as somebody sets them up, with the programs: line_test.js DESK LINE NATS-SERVER.
'use strict';
const assert = require('node:assert');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');
const { Desk, Kiosk, run, until, watch } = require('./desk.js');

const [, , program, line, server] = process.argv;
let desk;
let folder;
const started = [];

function start(file, words) {
  const child = spawn(file, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  return child;
}

async function aPort() {
  const listener = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

const settings = (of) => path.join(of.folder, 'desk.toml');
const call = (file, words, input = '') => spawnSync(file, words, { input, encoding: 'utf8' });

/// Asynchronous: the desk, whose output this process reads, answers it.
function join(code, identity) {
  const child = spawn(line, ['--join', '--identity', identity], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(`${code}\n`);
  let out = '';
  let said = '';
  child.stdout.on('data', (part) => { out += part; });
  child.stderr.on('data', (part) => { said += part; });
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, out: out.trim(), said })));
}

function enrol(name, more = []) {
  const made = call(program, ['--config', settings(desk), '--enrol', name, ...more]);
  assert.strictEqual(made.status, 0, made.stderr);
  return made.stdout.trim();
}

const row = (list, kiosk) => list.rows.find((one) => one.kiosk === kiosk);

const cases = {
  async 'a code joins one kiosk, once, and only at the desk that drew it'() {
    const code = enrol('kiosk-1');
    const wrong = code.replace(/.{9}$/, (end) => (end === '0000-0000' ? '1111-1111' : '0000-0000'));
    const other = await join(wrong, path.join(folder, 'kiosk-1'));
    assert.strictEqual(other.status, 3);
    assert.match(other.said, /is not the one of the code/);
    const joined = await join(code.toUpperCase(), path.join(folder, 'kiosk-1'));
    assert.deepStrictEqual([joined.status, joined.out], [0, 'kiosk-1'], joined.said);
    const again = await join(code, path.join(folder, 'again'));
    assert.strictEqual(again.status, 3);
    assert.match(again.said, /does not count/);
    assert(!fs.existsSync(path.join(folder, 'again', 'line.toml')));
    assert.strictEqual((await join('no code', folder)).status, 2);
    assert.strictEqual(fs.statSync(path.join(folder, 'kiosk-1', 'line.key')).mode & 0o077, 0);
    assert.strictEqual(call(program, ['--config', settings(desk), '--enrol', 'a.b']).status, 2);
  },

  async 'what that kiosk tells is on the page of this desk and of one that has joined; an answer goes back to it'() {
    const socket = path.join(folder, 'kiosk-1.sock');
    const carrier = start(line, ['--identity', path.join(folder, 'kiosk-1'), '--socket', socket]);
    await new Promise((resolve) => readline.createInterface({ input: carrier.stdout }).once('line', resolve));
    const second = path.join(folder, 'desk-2');
    assert.strictEqual((await join(enrol('desk-2', ['--as', 'desk']), second)).status, 0);
    const other = await Desk.start(program, `line = "${second}"\n`);
    try {
      await until(() => call(line, ['--check', '--identity', path.join(folder, 'kiosk-1')]).status === 0);
      await until(() => fs.existsSync(`${socket}.line`) && fs.readFileSync(`${socket}.line`, 'utf8').startsWith('1 36'));
      // The carrier takes nothing before the broker does: a kiosk tries again.
      const kiosk = await until(() => Promise.race([
        Kiosk.join({ socket }, 'kiosk-1'), new Promise((resolve) => setTimeout(resolve, 1000, null))]));
      await kiosk.step(7, 'staff_called');
      await kiosk.note('call', 7, '呼んでいます');
      const clerk = await desk.login('sato');
      const elsewhere = await other.login('ito');
      let note = null;
      await watch(desk, clerk.headers, (list) => { note = row(list, 'kiosk-1')?.notes[0]; return note; });
      await watch(other, elsewhere.headers, (list) => row(list, 'kiosk-1')?.notes.length === 1);
      const reply = await desk.request('POST', '/answer', { headers: clerk.headers, body: JSON.stringify({ note: note.id }) });
      assert.strictEqual(reply.status, 200, reply.text);
      await until(() => kiosk.answers.length > 0);
      assert.strictEqual(kiosk.answers.length, 1);
      assert.strictEqual(kiosk.answers[0].visit, 7);
      await watch(other, elsewhere.headers, (list) => row(list, 'kiosk-1')?.notes[0].by === 'sato');

      // Both at once, as often as it takes for them to meet: one action, one effect, one line in one journal.
      const clerks = [{ at: desk, clerk: await desk.login('ito') }, { at: other, clerk: elsewhere }];
      const both = async (file, bodies) => (await Promise.all(clerks.map(({ at, clerk: who }, i) =>
        at.request('POST', file, { headers: who.headers, body: JSON.stringify(bodies[i]) })))).map(({ status }) => status).sort();
      const rows = () => Promise.all(clerks.map(async ({ at, clerk: who }) => {
        let seen = null;
        await watch(at, who.headers, (list) => { seen = row(list, 'kiosk-1'); return seen; });
        return seen;
      }));
      for (let i = 0; i < 5; i += 1) {
        await kiosk.note('call', 7, `呼んでいます ${i}`);
        await Promise.all(clerks.map(({ at, clerk: who }) => watch(at, who.headers, (list) => row(list, 'kiosk-1')?.notes.length === i + 2)));
        const notes = (await rows()).map((one) => one.notes.at(-1).id);
        assert.deepStrictEqual(await both('/answer', notes.map((id) => ({ note: id }))), [200, 409]);
        await kiosk.step(7, 'staff_password', { n: 20 + i });
        await Promise.all(clerks.map(({ at, clerk: who }) => watch(at, who.headers, (list) => row(list, 'kiosk-1')?.n === 20 + i)));
        const ids = (await rows()).map((one) => one.id);
        assert.deepStrictEqual(await both('/act', [{ says: 'confirms', row: ids[0] }, { says: 'refuses', row: ids[1] }]), [200, 409]);
      }
      await until(() => kiosk.answers.length >= 11);
      assert.strictEqual(kiosk.answers.length, 11);
      for (const [event, times] of [['desk_answered', 6], ['desk_said', 5]]) {
        const lines = [desk, other].flatMap(({ folder: of }) =>
          fs.readFileSync(path.join(of, 'journal'), 'utf8').split('\n').filter((text) => text.includes(`"${event}"`)));
        assert.strictEqual(lines.length, times, event);
      }
      // Closed at one desk, it is closed at the other, and opened there again.
      await kiosk.step(0, 'idle');
      const door = async ({ at, clerk: who }, says, closed) => {
        const reply = await at.request('POST', '/act', { headers: who.headers, body: JSON.stringify({ says, kiosk: 'kiosk-1' }) });
        assert.strictEqual(reply.status, 200, reply.text);
        await Promise.all(clerks.map((one) => watch(one.at, one.clerk.headers, (list) => list.kiosks[0]?.closed === closed)));
      };
      for (let i = 0; i < 2; i += 1) {
        await door(clerks[i], 'closes', true);
        await door(clerks[1 - i], 'opens', false);
      }
      await door(clerks[1], 'closes', true);
      await until(() => kiosk.answers.length >= 16);
      assert.deepStrictEqual(kiosk.answers.slice(11).map(({ says }) => says), ['closes', 'opens', 'closes', 'opens', 'closes']);
      // Whoever comes back hears it from each desk, and nothing of what was undone meanwhile.
      kiosk.leave();
      kiosk.run = 'bb';
      kiosk.number = kiosk.taken = 0;
      kiosk.answers.length = 0;
      await kiosk.connect();
      await kiosk.step(0, 'idle');
      await until(() => kiosk.answers.length > 0);
      assert(kiosk.answers.every(({ says }) => says === 'closes'), JSON.stringify(kiosk.answers));
      await door(clerks[1], 'opens', false);
      kiosk.leave();
    } finally {
      await other.end();
    }
  },

  async 'whoever is expelled is out, and what has never joined is told so'() {
    assert.strictEqual(call(program, ['--config', settings(desk), '--expel', 'kiosk-1']).status, 0);
    const journal = () => fs.readFileSync(path.join(desk.folder, 'journal'), 'utf8');
    await until(() => /"desk_expelled".*"where":"kiosk-1"/.test(journal()));
    assert.match(journal(), /"desk_enrolled".*"where":"kiosk-1"/);
    const out = call(line, ['--check', '--identity', path.join(folder, 'kiosk-1')]);
    assert.deepStrictEqual([out.status, JSON.parse(out.stdout).line], [4, 'unreachable']);
    const none = call(line, ['--check', '--identity', path.join(folder, 'nobody')]);
    assert.deepStrictEqual([none.status, JSON.parse(none.stdout).line], [4, 'not_joined']);
    assert.strictEqual(call(program, ['--config', settings(desk), '--expel', 'kiosk-1']).status, 2);
  },
};

(async () => {
  assert(server && fs.existsSync(server), 'nats-server, of Debian\'s package of that name, is what this tests');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'line-'));
  desk = await Desk.start(program, `[broker]\nlisten = "127.0.0.1:${await aPort()}"\n`);
  process.once('exit', () => started.forEach((child) => child.kill('SIGKILL')));
  start(server, ['-c', path.join(desk.folder, 'broker', 'nats.conf')]);
  await until(() => fs.existsSync(path.join(desk.folder, 'broker', 'nats.pid')));
  await run(cases);
  assert.strictEqual(await desk.end(), 0);
  started.forEach((child) => child.kill('SIGKILL'));
  fs.rmSync(folder, { recursive: true });
  process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
