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

// What else stands beside a step (app/desk_view.hpp).
const marks = {
  helper: '介助の方がいます',
  listens: '音声で聞いています：名前を呼ぶより、そばで声をかけてください',
  called: '職員を呼んでいます',
  comes: '「職員が参ります」と出ています',
  refused: '診療情報などの提供は「同意しない」',
  ends_soon: '電子証明書の期限が近い（3か月以内）',
  appointment_on_time: '今日の予約：時間どおり',
  appointment_early: '今日の予約：時間より早い',
  appointment_late: '今日の予約：時間を過ぎています',
  appointment_already_here: '今日の予約：同じ診察券番号が前にも入力されています',
  unlock: '職員の番号をまちがえ、待ち時間中です',
};
// ComfortChoice's places, of those that a clerk is asked for.
const comforts = [[2, '大きな文字'], [1, 'ふつうの文字'], [13, '音声で読む'], [12, '音声なし'], [7, 'ゆっくり'], [4, '濃い配色']];
const reasons = ['休止', '点検中'];

let token = '';
let role = 'clerk';
let events = null;
let clockAhead = 0; // seconds that this machine's clock is ahead of the desk's
let waiting = new Set(); // notes, and screens, that somebody waits at
const board = { rows: new Map(), kiosks: new Map(), looks: new Map() }; // as last told, by id and name
const open = new Set(); // keys of what a clerk has unfolded
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

// "U+9089 U+E0110, U+3134A": each letter as it is, with its code.
function lettersOf(letters) {
  return letters.split(', ').filter(Boolean).flatMap((codes) => {
    const letter = String.fromCodePoint(...codes.split(' ').map((code) => parseInt(code.slice(2), 16)));
    return [element('span', { className: 'letter', text: letter }), element('span', { className: 'soft', text: codes }),
      copyButton(letter, '文字')];
  });
}

// One of the patient's screen or of a kiosk: who may not is not offered it.
function actButton(text, wish, key, more = {}) {
  const button = element('button', { type: 'button', text, ...more });
  button.dataset.key = key;
  button.addEventListener('click', () => act(wish, button));
  return button;
}

function unfolded(key, title, ...children) {
  const made = element('details', { open: open.has(key) }, element('summary', { text: title }),
    element('div', { className: 'choices' }, ...children));
  made.firstChild.dataset.key = `fold-${key}`;
  made.addEventListener('toggle', () => { if (made.open) open.add(key); else open.delete(key); });
  return made;
}

// A look at person and card, or wrong codes to be forgotten.
function lookElement(row) {
  if (!row.look) return null;
  const made = element('div', { className: 'answer' },
    element('p', { text: 'カードの顔写真と本人を見くらべて、ここで答えてください（番号は要りません）。' }));
  if (row.decided) return element('div', { className: 'answer' }, element('p', { className: 'soft', text: `${row.decided} が答えました` }));
  made.append(actButton('本人です', { says: 'confirms', row: row.id }, `confirms-${row.id}`, { className: 'act' }),
    actButton('本人ではない', { says: 'refuses', row: row.id }, `refuses-${row.id}`));
  if (role === 'manager' && row.marks.split(' ').includes('unlock'))
    made.append(actButton('待ち時間をなくす', { says: 'unlocks', row: row.id }, `unlocks-${row.id}`));
  return made;
}

function comfortElement(row) {
  if (row.over) return null;
  const languages = (board.kiosks.get(row.kiosk)?.languages ?? '').split(' ').filter(Boolean);
  const words = comforts.map(([item, text]) => actButton(text, { says: 'comfort', row: row.id, item }, `comfort-${row.id}-${item}`));
  const tongues = languages.map((code, item) =>
    actButton(names.of(code), { says: 'language', row: row.id, item }, `language-${row.id}-${item}`));
  return unfolded(`comfort-${row.id}`, 'この患者さんの画面', ...words, ...tongues);
}

function noteElement(note) {
  const number = note.error ? `【${String(note.error).padStart(3, '0')}】` : '';
  const times = note.calls > 1 ? ` ×${note.calls}` : '';
  const words = `${kinds[note.kind] ?? ''}${times} ${number}${note.words}`;
  const made = element('div', { className: 'note' }, isolated('p', words), copyButton(note.words, '文'),
    ...lettersOf(note.letters));
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
  const facts = row.marks.split(' ').filter((mark) => marks[mark]).map((mark) => element('li', { text: marks[mark] }));
  const state = row.over ? (row.finished ? '終了（結果を渡しました）' : '終了') : row.step;
  const head = element('div', { className: 'head' },
    row.number ? element('span', { className: 'number', text: row.number }) : null,
    row.number ? copyButton(row.number, '受付番号') : null,
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
    head, say, lookElement(row), facts.length ? element('ul', { className: 'marks' }, ...facts) : null,
    ...row.notes.map(noteElement), file, comfortElement(row));
  made.dataset.say = row.say;
  return made;
}

function kioskElement(kiosk) {
  const lost = kiosk.lost ? `知らせ${kiosk.lost}件が失われました` : '';
  const manager = role === 'manager';
  const doors = kiosk.closed
    ? [manager && actButton('再開する', { says: 'opens', kiosk: kiosk.name }, `opens-${kiosk.name}`)]
    : reasons.map((reason, item) => manager && actButton(reason, { says: 'closes', kiosk: kiosk.name, item }, `closes-${kiosk.name}-${item}`));
  const slip = kiosk.state === 'idle' && actButton('番号札をためす', { says: 'test_slip', kiosk: kiosk.name }, `slip-${kiosk.name}`);
  const closed = kiosk.closed && element('span', { className: 'weight', text: kiosk.closed_by ? `${kiosk.closed_by} が休止` : '窓口が休止' });
  return element('li', { className: kiosk.there ? weights[kiosk.weight].name : 'waits' },
    element('div', { className: 'head' },
      isolated('h3', kiosk.name),
      isolated('span', kiosk.there ? kiosk.step : 'つながっていません'),
      lastingElement(kiosk.since),
      closed, element('span', { text: lost })),
    ...kiosk.notes.map(noteElement),
    kiosk.there ? unfolded(`kiosk-${kiosk.name}`, 'リーダーの操作', ...doors, slip) : null);
}

// As the kiosk's own screen and paper have it: what was found, and below it what to do.
function lookOfKiosk(look) {
  const words = ['', 'look', 'waits', ''];
  const [headline, ...lines] = look.lines;
  return element('li', { className: look.ready ? '' : 'waits' },
    element('div', { className: 'head' }, isolated('h3', look.kiosk), isolated('span', headline.text, { className: 'weight' })),
    element('ul', { className: 'found' }, ...lines.map((line) => isolated('li', line.text, { className: words[line.level] }))));
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

// Only what changed is told, or all of it.
function show(news) {
  clockAhead = Date.now() / 1000 - news.now;
  if (news.whole) for (const part of [board.rows, board.kiosks, board.looks]) part.clear();
  for (const kiosk of news.kiosks) board.kiosks.set(kiosk.name, kiosk);
  for (const row of news.rows) board.rows.set(row.id, row);
  for (const look of news.looks) board.looks.set(look.kiosk, look);
  const looks = [...board.looks.values()].sort((a, b) => (a.kiosk < b.kiosk ? -1 : 1));
  const rows = [...board.rows.values()].sort((a, b) => b.id - a.id);
  const kiosks = [...board.kiosks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  update(byId('kiosks'), kiosks, (kiosk) => `kiosk-${kiosk.name}`, kioskElement);
  update(byId('rows'), rows, (row) => `row-${row.id}`, rowElement);
  update(byId('looks'), looks, (look) => `look-of-${look.kiosk}`, lookOfKiosk);
  byId('no-looks').hidden = looks.length > 0;
  byId('empty').hidden = rows.length > 0;
  count([...rows, ...kiosks]);
  tick();
}

function count(lines) {
  const waits = lines.filter((line) => line.weight === 0);
  const now = new Set(waits.flatMap((line) => [
    ...(line.look && !line.decided ? [`look-${line.id}-${line.n}`] : []),
    ...line.notes.filter((n) => n.weight === 0 && !n.by).map((n) => n.id)]));
  const looks = lines.filter((line) => line.weight === 1).length;
  byId('counts').textContent = `待っている人 ${waits.length}　見るもの ${looks}`;
  document.title = waits.length ? `（${waits.length}）受付の状況` : '受付の状況';
  byId('alarm').textContent = waits.length ? `${waits.length}件、呼んでいます` : '';
  if ([...now].some((id) => !waiting.has(id))) ring();
  waiting = now;
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

async function act(wish, button) {
  button.disabled = true;
  const reply = await post('/act', wish);
  if (reply.status === 401) return logIn();
  const words = {
    403: '管理者だけの操作です。',
    409: 'ほかの人が先に答えたか、もう待っていません。',
    502: 'リーダーにつながっていません。もう一度押してください。',
    503: '記録を書けないため、操作できません。',
  };
  byId('line').textContent = words[reply.status] ?? '';
  button.disabled = false;
}

// ---- a look-up by the data of a 資格確認書 -----------------------------------------------------------------------------

const failures = {
  400: '番号か生年月日の形が正しくありません。',
  502: '資格確認端末から返事がありません。端末の連携ソフトを確かめてください。',
  503: 'ほかの照会の返事を待っています。少し待ってください。',
};

function foundElement(found) {
  const word = found.valid ? '有効です' : ['有効', '無効', '無効（新しい資格があります）', '該当する資格がありません', '複数の資格があります'][found.validity - 1] ?? '有効ではありません';
  return [element('p', { className: found.valid ? '' : 'weight', text: `資格：${word}` }), ...found.people.map((person) => element('p', {},
    isolated('span', `${person.name}　${person.kana}　${person.insurer}`), copyButton(person.name, '名前'),
    isolated('span', `　記号 ${person.symbol}　番号 ${person.number}　枝番 ${person.branch}${person.ratio ? `　負担 ${Number(person.ratio)}%` : ''}`)))];
}

async function lookUp(event) {
  event.preventDefault();
  const form = byId('lookup-form');
  const words = Object.fromEntries(new FormData(form));
  words.birth = words.birth.replaceAll('-', '');
  byId('found').replaceChildren(element('p', { text: '照会しています。' }));
  form.lastElementChild.disabled = true;
  const reply = await post('/lookup', words);
  form.lastElementChild.disabled = false;
  if (reply.status === 401) return logIn();
  byId('found').replaceChildren(...(reply.ok ? foundElement(await reply.json())
    : [element('p', { className: 'weight', text: failures[reply.status] ?? '照会できません。' })]));
}

// The look alone, and not the day's list: no name is on that paper.
function printLooks() {
  document.body.classList.add('looks-alone');
  window.addEventListener('afterprint', () => document.body.classList.remove('looks-alone'), { once: true });
  window.print();
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
  board.rows.clear();
  board.kiosks.clear();
  board.looks.clear();
  byId('lookup-form').reset();
  for (const id of ['rows', 'kiosks', 'looks', 'found']) byId(id).replaceChildren();
  for (const id of ['who', 'alarm', 'counts', 'line']) byId(id).textContent = '';
  byId('desk').hidden = true;
  byId('login').hidden = false;
  byId('password').value = byId('code').value = '';
  byId('name').focus();
}

function begin(me) {
  token = me.token;
  role = me.role;
  byId('lookup').hidden = !me.lookup;
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

// A list that was kept as a file (./kiosk demo): nobody is there to be asked.
function showKept(kept) {
  document.body.classList.add('kept');
  byId('desk').hidden = false;
  show(JSON.parse(kept.textContent));
}

async function start() {
  if (byId('kept')) return showKept(byId('kept'));
  byId('login-form').addEventListener('submit', tryLogin);
  byId('logout').addEventListener('click', async () => { await post('/logout', {}); logIn(); });
  byId('sound').addEventListener('click', turnSound);
  byId('lookup-form').addEventListener('submit', lookUp);
  byId('print').addEventListener('click', () => window.print());
  byId('print-looks').addEventListener('click', printLooks);
  document.addEventListener('keydown', key);
  setInterval(tick, 1000);
  const reply = await fetch('/me');
  return reply.ok ? begin(await reply.json()) : logIn();
}

start();
