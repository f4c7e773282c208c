// SPDX-License-Identifier: Apache-2.0
// A desk in a folder of its own, and a kiosk that tells it things, for the tests beside this file.
'use strict';
const { spawn } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const tls = require('node:tls');
const readline = require('node:readline');

const PASSWORD = 'correct horse battery';

/// A cheap hash, since it protects nothing.
function hashOf(password) {
  const salt = crypto.randomBytes(16);
  const hash = crypto.scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
  return `scrypt:10:8:1:${salt.toString('hex')}:${hash.toString('hex')}`;
}

/// `until` is asked again and again until it says something; what hangs is ended by the test's own limit.
async function until(what) {
  for (;;) {
    const said = await what();
    if (said) return said;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

class Desk {
  static async start(program, more = '', lookup = []) {
    const desk = new Desk();
    desk.program = program;
    desk.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-'));
    desk.socket = path.join(desk.folder, 'desk.sock');
    for (const folder of lookup) fs.mkdirSync(path.join(desk.folder, folder));
    const places = lookup.length
      ? `[lookup]\nrequests = "${desk.folder}/${lookup[0]}"\nanswers = "${desk.folder}/${lookup[1]}"\nfacility_code = "1319999999"\n` : '';
    const account = (name, role) => `[[account]]\nname = "${name}"\nrole = "${role}"\npassword = "${hashOf(PASSWORD)}"\n`;
    fs.writeFileSync(path.join(desk.folder, 'desk.toml'),
      `[desk]\nport = 0\nsocket = "${desk.socket}"\nstate_folder = "${desk.folder}"\n${more}${places}`
      + account('sato', 'clerk') + account('ito', 'manager'));
    await desk.run();
    return desk;
  }

  async run() {
    this.process = spawn(this.program, ['--config', path.join(this.folder, 'desk.toml')], { stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => this.process.kill('SIGKILL')); // whatever became of the test
    const lines = readline.createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    this.url = (await lines.next()).value;
    this.fingerprint = (await lines.next()).value.split(' ').pop();
    this.ca = fs.readFileSync(path.join(this.folder, 'desk.crt'));
    // The next run is to be found where this one was.
    const settings = path.join(this.folder, 'desk.toml');
    fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replace('port = 0', `port = ${new URL(this.url).port}`));
  }

  async kill(signal = 'SIGTERM') {
    const gone = new Promise((resolve) => this.process.once('exit', (code) => resolve(code)));
    this.process.kill(signal);
    return gone;
  }

  async end() {
    const code = await this.kill();
    fs.rmSync(this.folder, { recursive: true });
    return code;
  }

  /// One request of a browser that is none: `more` is what it says otherwise.
  request(method, file, { body = '', headers = {}, ...more } = {}) {
    const { hostname, port, host, origin } = new URL(this.url);
    const own = method === 'POST' ? { Origin: origin, 'Content-Type': 'application/json' } : {};
    return new Promise((resolve, reject) => {
      const request = https.request({
        hostname, port, method, path: file, agent: false, ...this.trust(),
        headers: { Host: host, ...own, ...headers }, ...more,
      }, (reply) => {
        let text = '';
        reply.on('data', (part) => { text += part; });
        reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, text }));
        reply.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /// The certificate is held against the address that is called, whatever Host is said.
  trust() {
    const { hostname } = new URL(this.url);
    return { ca: this.ca, checkServerIdentity: (_, certificate) => tls.checkServerIdentity(hostname, certificate) };
  }

  /// What a browser keeps of a login.
  async login(name) {
    const reply = await this.request('POST', '/login', { body: JSON.stringify({ name, password: PASSWORD, code: '' }) });
    return {
      status: reply.status,
      headers: { Cookie: reply.headers['set-cookie']?.[0].split(';')[0], 'X-Desk-Token': JSON.parse(reply.text).token },
    };
  }
}

class Kiosk {
  /// Says Hello, and goes on once the desk has said what it has.
  static async join(desk, name, run = 'aa') {
    const kiosk = new Kiosk();
    Object.assign(kiosk, { desk, name, run, number: 0, taken: 0, answers: [] });
    await kiosk.connect();
    return kiosk;
  }

  async connect() {
    this.line = net.connect(this.desk.socket);
    let welcome = null;
    readline.createInterface({ input: this.line }).on('line', (text) => {
      const message = JSON.parse(text);
      if (message.m === 'welcome') welcome = message;
      if (message.m === 'taken') this.taken = message.number;
      if (message.m === 'answer') this.answers.push(message);
    });
    this.line.on('error', () => {});
    this.send({ m: 'hello', kiosk: this.name, run: this.run, lost: 0, now: Math.floor(Date.now() / 1000), languages: 'ja en zh-Hans' });
    await until(() => welcome);
  }

  send(message) { this.line.write(`${JSON.stringify(message)}\n`); }

  async tell(report) {
    this.number += 1;
    this.send({ number: this.number, at: Math.floor(Date.now() / 1000), ...report });
    await until(() => this.taken >= this.number);
  }

  step(visit, state, more = {}) {
    return this.tell({ m: 'step', visit, n: 1, state, error: 0, patient: visit > 0, finished: false, file: '', language: 'ja', reception: '', marks: '', ...more });
  }

  note(kind, visit, words, more = {}) {
    return this.tell({ m: 'note', kind, visit, n: 1, where: 'consent', error: 0, words, calls: 1, letters: '', ...more });
  }

  leave() { this.line.end(); }
}

/// Each state of the live list that somebody gets, until `see` says that it is enough; the status of a refusal ends it, too.
function watch(desk, headers, see) {
  const { hostname, port, host } = new URL(desk.url);
  return new Promise((resolve, reject) => {
    const request = https.get({ hostname, port, path: '/events', agent: false, headers: { Host: host, ...headers }, ...desk.trust() }, (reply) => {
      if (reply.statusCode !== 200) resolve(reply.statusCode);
      reply.on('error', reject); // nothing any more once it was seen enough
      readline.createInterface({ input: reply }).on('error', reject).on('line', (line) => {
        if (!line.startsWith('data: ') || !see(JSON.parse(line.slice(6)))) return;
        request.destroy();
        resolve();
      });
    });
    request.on('error', reject);
  });
}

/// The first of them.
async function listFor(desk, headers) {
  let first = null;
  const refusal = await watch(desk, headers, (list) => { first = list; return true; });
  return refusal ?? first;
}

/// Runs them one after another; the first that fails ends the test.
async function run(cases) {
  for (const [name, test] of Object.entries(cases)) {
    await test();
    console.log(`ok: ${name}`);
  }
  console.log(`${Object.keys(cases).length} cases`);
}

module.exports = { Desk, Kiosk, PASSWORD, listFor, run, until, watch };
