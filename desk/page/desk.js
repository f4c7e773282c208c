// SPDX-License-Identifier: Apache-2.0
// The clerk's page. Everything that comes from a kiosk is put in as text, never as markup.
'use strict';

const byId = (id) => document.getElementById(id);
const weights = [
  { name: 'waits', word: '待っています' },
  { name: 'look', word: '見てください' },
  { name: '', word: '' },
];
const kinds = { call: '呼出し', alert: '注意', advice: '次にすること', upkeep: '点検', staff_check: '職員の番号' };
// In Japanese; nothing for Japanese itself.
const names = new Intl.DisplayNames('ja', { type: 'language' });
const languageOf = (code) => (code === '' || code === 'ja' ? '' : names.of(code));

let token = '';
let events = null;
let clockAhead = 0; // seconds that this machine's clock is ahead of the desk's
let waiting = new Set(); // notes that somebody waits for
let sound = null;

// ---- what is on the page ----------------------------------------------------------------------------------------------

function element(tag, { text, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter((child) => child));
  return made;
}

// Marks that turn the order of letters around are shown by their codes: a name must not change what stands beside it.
const readable = (text) =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (mark) => `[U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
const isolated = (tag, text, more = {}) => element(tag, { text: readable(text), dir: 'auto', ...more });

const clock = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tokyo' });

function lasting(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return whole < 60 ? `${whole}秒` : `${Math.floor(whole / 60)}分${whole % 60}秒`;
}

function copyButton(text, what) {
  const button = element('button', { type: 'button', text: '写す', ariaLabel: `${what}を写す` });
  const say = (word) => { Object.assign(button, { textContent: word, ariaLabel: `${what}を${word}` }); };
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    say('写しました');
    setTimeout(say, 2000, '写す');
  });
  return button;
}

function noteElement(note) {
  const number = note.error ? `【${String(note.error).padStart(3, '0')}】` : '';
  const times = note.calls > 1 ? ` ×${note.calls}` : '';
  const words = `${kinds[note.kind] ?? ''}${times} ${number}${note.words}`;
  const made = element('div', { className: 'note' }, isolated('p', words), copyButton(note.words, '文'));
  if (note.by) {
    made.append(element('span', { className: 'soft', text: `${note.by} が対応` }));
  } else if (note.over) {
    made.append(element('span', { className: 'soft', text: 'リーダーが起動し直したので終了' }));
  } else {
    const button = element('button', { type: 'button', className: note.weight === 0 ? 'act' : '', text: '対応します' });
    button.dataset.key = `answer-${note.id}`;
    button.addEventListener('click', () => answer(note.id, button));
    made.append(button);
  }
  return made;
}

function lastingElement(since) {
  const made = element('span', { className: 'soft' });
  made.dataset.since = since;
  return made;
}

function rowElement(row) {
  const title = row.name ? `${readable(row.name)} 様` : `受付 ${row.visit}`;
  const state = row.over ? (row.finished ? '終了（結果を渡しました）' : '終了') : row.step;
  const head = element('div', { className: 'head' },
    element('h3', { text: title, dir: 'auto' }),
    row.name ? copyButton(row.name, '名前') : null,
    row.kana ? isolated('span', row.kana, { className: 'soft' }) : null,
    element('span', { className: 'weight', text: weights[row.weight].word }),
    isolated('span', state),
    row.over ? null : lastingElement(row.since),
    row.error ? element('span', { text: `【${String(row.error).padStart(3, '0')}】` }) : null,
    isolated('span', `${clock(row.began)}　${row.kiosk}`, { className: 'soft' }),
    languageOf(row.language) ? element('span', { text: languageOf(row.language) }) : null);
  const say = row.say
    ? element('div', { className: 'say' }, element('span', { className: 'soft', text: '声かけ' }),
      element('q', { text: row.say }), copyButton(row.say, '声かけの文'))
    : null;
  const file = row.file
    ? element('div', { className: 'note' }, isolated('p', `結果のファイル ${row.file}`), copyButton(row.file, 'ファイル名'))
    : null;
  const made = element('li', { tabIndex: 0, className: `${weights[row.weight].name}${row.over ? ' over' : ''}` },
    head, say, ...row.notes.map(noteElement), file);
  made.dataset.say = row.say;
  return made;
}

function kioskElement(kiosk) {
  const lost = kiosk.lost ? `知らせ${kiosk.lost}件が失われました` : '';
  return element('li', { className: kiosk.there ? weights[kiosk.weight].name : 'waits' },
    element('div', { className: 'head' },
      isolated('h3', kiosk.name),
      isolated('span', kiosk.there ? kiosk.step : 'つながっていません'),
      lastingElement(kiosk.since),
      element('span', { text: lost })),
    ...kiosk.notes.map(noteElement));
}

// What did not change stays as it is, so that neither the focus nor what is being read jumps.
function update(list, items, keyOf, make) {
  const focused = document.activeElement?.dataset?.key;
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const text = JSON.stringify(item);
    const there = old.get(key);
    if (there && there.dataset.text === text) return there;
    const made = make(item);
    made.dataset.key = key;
    made.dataset.text = text;
    return made;
  });
  wanted.forEach((item, i) => { if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null); });
  while (list.children.length > wanted.length) list.lastChild.remove();
  if (focused && document.activeElement === document.body) {
    const again = list.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    again?.focus();
  }
}

function show(board) {
  clockAhead = Date.now() / 1000 - board.now;
  update(byId('kiosks'), board.kiosks, (kiosk) => `kiosk-${kiosk.name}`, kioskElement);
  update(byId('rows'), board.rows, (row) => `row-${row.id}`, rowElement);
  byId('empty').hidden = board.rows.length > 0;
  count([...board.rows, ...board.kiosks]);
  tick();
}

function count(lines) {
  const waits = lines.filter((line) => line.weight === 0);
  const open = new Set(waits.flatMap((line) => line.notes.filter((n) => n.weight === 0 && !n.by).map((n) => n.id)));
  const looks = lines.filter((line) => line.weight === 1).length;
  byId('counts').textContent = `待っている人 ${waits.length}　見るもの ${looks}`;
  document.title = waits.length ? `（${waits.length}）受付の状況` : '受付の状況';
  byId('alarm').textContent = waits.length ? `${waits.length}件、呼んでいます` : '';
  if ([...open].some((id) => !waiting.has(id))) ring();
  waiting = open;
}

function tick() {
  const now = Date.now() / 1000 - clockAhead;
  for (const made of document.querySelectorAll('[data-since]')) made.textContent = lasting(now - made.dataset.since);
}

// ---- sound: only where somebody waits ---------------------------------------------------------------------------------

function ring() {
  if (!sound) return;
  for (const [i, pitch] of [880, 660].entries()) {
    const tone = sound.createOscillator();
    const loudness = sound.createGain();
    loudness.gain.value = 0.2;
    tone.frequency.value = pitch;
    tone.connect(loudness).connect(sound.destination);
    tone.start(sound.currentTime + i * 0.25);
    tone.stop(sound.currentTime + i * 0.25 + 0.2);
  }
}

function turnSound() {
  sound = sound ? (sound.close(), null) : new AudioContext();
  byId('sound').setAttribute('aria-pressed', String(Boolean(sound)));
  byId('sound').textContent = sound ? '音を止める' : '音を出す';
  ring();
}

// ---- the desk ---------------------------------------------------------------------------------------------------------

const post = (path, body) => fetch(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Desk-Token': token },
  body: JSON.stringify(body),
});

async function answer(note, button) {
  button.disabled = true;
  const reply = await post('/answer', { note });
  if (reply.status === 401) return logIn();
  if (reply.status === 502) byId('line').textContent = 'リーダーにつながっていません。もう一度押してください。';
  button.disabled = false;
}

function watch() {
  events = new EventSource('/events');
  events.onopen = () => { byId('line').textContent = ''; };
  events.onmessage = (message) => show(JSON.parse(message.data));
  events.onerror = async () => {
    byId('line').textContent = '接続が切れました。つなぎ直しています。';
    const reply = await fetch('/me').catch(() => null);
    if (reply?.status === 401) return logIn();
    if (events.readyState === EventSource.CLOSED) setTimeout(watch, 2000);
  };
}

// Nothing of the list stays on the page of somebody who is not logged in.
function logIn() {
  events?.close();
  token = '';
  for (const id of ['rows', 'kiosks']) byId(id).replaceChildren();
  for (const id of ['who', 'alarm', 'counts', 'line']) byId(id).textContent = '';
  byId('desk').hidden = true;
  byId('login').hidden = false;
  byId('password').value = byId('code').value = '';
  byId('name').focus();
}

function begin(me) {
  token = me.token;
  byId('who').textContent = me.name;
  byId('login').hidden = true;
  byId('desk').hidden = false;
  watch();
}

const problems = {
  401: () => '名前、パスワード、番号のどれかがちがいます。',
  403: () => '認証アプリの番号を入れてください。',
  429: (reply) => `続けてまちがえたため、あと${reply.headers.get('Retry-After')}秒お待ちください。`,
};

async function tryLogin(event) {
  event.preventDefault();
  const words = Object.fromEntries(new FormData(byId('login-form')));
  const reply = await post('/login', words);
  byId('login-problem').textContent = '';
  if (reply.ok) return begin(await reply.json());
  byId('login-problem').textContent = (problems[reply.status] ?? (() => 'いまはログインできません。'))(reply);
  if (reply.status !== 403) return byId('password').focus();
  byId('code-part').hidden = false;
  byId('code').focus();
}

// ---- keys -------------------------------------------------------------------------------------------------------------

function key(event) {
  if (byId('desk').hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...byId('rows').children];
  const at = rows.indexOf(document.activeElement?.closest?.('#rows > li'));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && rows.length) {
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + step))].focus();
  }
  if (document.activeElement !== rows[at]) return;
  if (event.key === 'Enter') (rows[at].querySelector('.act') ?? rows[at].querySelector('[data-key^="answer-"]'))?.click();
  if (event.key === 'c') rows[at].querySelector('.say button')?.click();
}

async function start() {
  byId('login-form').addEventListener('submit', tryLogin);
  byId('logout').addEventListener('click', async () => { await post('/logout', {}); logIn(); });
  byId('sound').addEventListener('click', turnSound);
  document.addEventListener('keydown', key);
  setInterval(tick, 1000);
  const reply = await fetch('/me');
  return reply.ok ? begin(await reply.json()) : logIn();
}

start();
