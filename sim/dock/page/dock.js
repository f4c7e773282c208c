// SPDX-License-Identifier: Apache-2.0
// The dock. What can be chosen comes from /choices and /schema, which the program reads off its tables; every button
// sends a verb of those, as a line of a scenario or of the control socket would.
'use strict';

const SMALL_MM = 12.7; // half an inch: smaller targets are missed by old fingers
const KEPT = 200; // lines of journal and desk
const CAPS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '.', '+', '-', 'Enter'];
const PACES = [0, 1, 5, 60, 600];

const at = (id) => document.getElementById(id);
let choices = null;
let now = null; // the last event of the kind
let tree = null; // of the picture that is shown
let shown = -1; // number of that picture

async function post(path, body) {
  const reply = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return reply.ok ? reply.json() : { ok: false, error: { expected: 'an answer', found: await reply.text() } };
}

function complain(answer) {
  at('problem').textContent = answer.ok ? '' : `expected: ${answer.error.expected}; found: ${answer.error.found}`;
  return answer;
}

/// One request after another, in the order of the clicks.
let last = Promise.resolve();
function say(request) {
  last = last.then(async () => {
    const answer = complain(await post('/verb', request));
    at('answer').textContent = JSON.stringify(answer, null, 1);
    return answer;
  });
  return last;
}

function element(name, text, more = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.assign(made, more);
  return made;
}
function button(text, act, title = '') {
  const made = element('button', text, { type: 'button', title });
  made.addEventListener('click', act);
  return made;
}
const fill = (id, ...children) => at(id).replaceChildren(...children);

// ---- person and card

const person = () => choices.people.find((one) => one.key === at('person').value);
const what = (one) => (one.phone ? 'phone' : 'card');

/// Under the conditions that were chosen; without any, as usual.
function look(who) {
  const settings = [...at('settings').querySelectorAll('input')].filter((one) => one.value).map((one) => `${one.name}=${one.value}`);
  return say({ verb: 'look', who, ...(settings.length > 0 ? { settings } : {}) });
}

const acts = {
  take: () => say({ verb: what(person()), person: person().key }),
  lay: () => say({ verb: 'insert', what: what(person()) }),
  pull: () => say({ verb: 'remove', what: what(person()) }),
  async swap() {
    const other = choices.people.find((one) => one.key === at('other').value);
    await say({ verb: 'remove', what: what(person()) });
    await say({ verb: what(other), person: other.key });
    await say({ verb: 'insert', what: what(other) });
  },
  // A fault of the card in the hand: it is mended with both off the reader, so that it met the kiosk before.
  async two() {
    await say({ verb: 'fault', device: 'card', words: ['two'] });
    await say({ verb: 'insert', what: 'card' });
  },
  async one() {
    await say({ verb: 'remove', what: 'card' });
    await say({ verb: 'fault', device: 'card', words: ['none'] });
    await say({ verb: 'insert', what: 'card' });
  },
  validity: () => say({ verb: 'validity', what: at('validity').value }),
  pin: () => say({ verb: 'type', digits: person().pin }),
  digits: () => say({ verb: 'type', digits: 'card_front' }),
  staff: () => say({ verb: 'type', digits: 'staff_password' }),
  'look-person': () => look(person().key),
  'look-other': () => look(at('other').value),
  break: () => say({ verb: 'fault', device: at('device').value, words: at('words').value.split(' ').filter(Boolean) }),
  clock: () => say({ verb: 'clock', to: at('clock').value }),
  async kiosk() {
    const facts = [...document.querySelectorAll('#facts select')].map((one) => one.value).filter(Boolean);
    complain(await post('/kiosk', { facts }));
  },
};

function showPeople() {
  const options = () => choices.people.map((one) => element('option', `${one.key}${one.phone ? ' (phone)' : ''}`, { value: one.key }));
  fill('person', ...options());
  fill('other', ...options());
  at('person').value = choices.people.some((one) => one.key === 'hanako') ? 'hanako' : choices.people[0].key;
  at('other').value = choices.people.some((one) => one.key === 'taro') ? 'taro' : choices.people[0].key;
  showRemark();
}
function showRemark() {
  const one = person();
  at('remark').textContent = `${one.name}: ${one.remark} PIN ${one.pin}, printed digits ${one.number_b}.`;
}

/// A device of one's own is worked by hand.
function showOwn(id, device, does) {
  at(id).hidden = device === '';
  at(id).textContent = `Your own: ${device}. Nobody has tried this with a real one. ${does}`;
}

// ---- faults

function showFaults() {
  const devices = [...new Set(choices.faults.map((row) => row.device))];
  fill('device', ...devices.map((name) => element('option', name)));
  showFaultsOf();
}
function showFaultsOf() {
  const rows = choices.faults.filter((row) => row.device === at('device').value);
  fill('fault', ...rows.map((row) => element('option', row.words, { value: row.example })));
  showFault();
}
function showFault() {
  at('words').value = at('fault').value;
  const row = choices.faults.find((one) => one.device === at('device').value && one.example === at('fault').value);
  at('fault-says').textContent = row ? row.says : '';
}
function showInForce(faults) {
  fill('faults', ...faults.map((one) => {
    const line = element('li', `${one.device} ${one.words}: met the kiosk ${one.fired} times `);
    line.append(button('Mend', () => say({ verb: 'fault', device: one.device, words: ['none'] })));
    return line;
  }));
}

// ---- another kiosk: facts by the word before their =

function showFacts() {
  const groups = new Map();
  for (const fact of choices.facts) {
    const [key] = fact.split('=');
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  fill('facts', ...[...groups].map(([key, facts]) => {
    const label = element('label', `${key} `);
    const select = element('select', '');
    select.dataset.fact = key;
    select.append(element('option', 'as usual', { value: '' }), ...facts.map((fact) => element('option', fact.slice(key.length + 1), { value: fact })));
    label.append(select);
    return label;
  }));
}

// ---- any verb, by the schema

let schema = null;
function showVerbs() {
  const verbs = schema.oneOf.map((one) => one.$ref.split('/').pop()).filter((verb) => verb !== 'subscribe');
  fill('verb', ...verbs.map((verb) => element('option', verb, { title: schema.$defs[verb].description })));
  at('verb').value = 'state';
  showArguments();
}
function showArguments() {
  const { properties, required } = schema.$defs[at('verb').value];
  const names = Object.keys(properties).filter((name) => !['verb', 'id', 'version'].includes(name));
  fill('arguments', ...names.map((name) => {
    const label = element('label', `${name}${required.includes(name) ? '' : ' (or empty)'} `);
    label.title = properties[name].description;
    const input = element('input', '', { name });
    input.dataset.type = properties[name].type;
    label.append(input);
    return label;
  }));
}
function request() {
  const made = { verb: at('verb').value };
  for (const input of at('arguments').querySelectorAll('input')) {
    if (input.value === '') continue;
    if (input.dataset.type === 'number') made[input.name] = Number(input.value);
    else made[input.name] = input.dataset.type === 'array' ? input.value.split(' ').filter(Boolean) : input.value;
  }
  return made;
}

// ---- the screen

/// The panel's own millimetres, those of this page's idea of one, and the user's correction of that.
function showSize() {
  const real = at('scale').value === 'true';
  const correction = Number(at('ruler').value);
  at('calibration').hidden = !real;
  at('screen').classList.toggle('true', real);
  at('screen').style.width = real && now ? `${now.panel.width_mm * correction}mm` : '';
  at('bar').style.width = `${85.6 * correction}mm`;
}

async function showPicture(number) {
  shown = number;
  at('picture').src = `/picture.png?${number}`;
  const answer = await post('/verb', { verb: 'tree' });
  if (number !== shown || !answer.ok) return;
  tree = answer;
  showTree();
}

function placed(node) {
  const [left, top, width, height] = node.mm;
  const { width_mm: w, height_mm: h, enlarged } = now.panel;
  return { left: left * enlarged / w, top: top * enlarged / h, width: width * enlarged / w, height: height * enlarged / h };
}

function showTree() {
  at('tree').hidden = !at('overlay').checked;
  fill('tree', ...tree.nodes.filter((node) => node.touch).map((node) => {
    const box = element('div', '');
    for (const [key, share] of Object.entries(placed(node))) box.style[key] = `${share * 100}%`;
    box.classList.toggle('small', node.mm[2] < SMALL_MM || node.mm[3] < SMALL_MM);
    box.append(element('b', String(tree.focus.indexOf(node.id) + 1)));
    return box;
  }));
}

/// A finger on the picture is the verb for what lies there: of several the last one, which was drawn above.
function touch(event) {
  const { left, top, width, height } = at('picture').getBoundingClientRect();
  const x = (event.clientX - left) / width;
  const y = (event.clientY - top) / height;
  const hit = tree?.nodes.filter((node) => {
    const at = placed(node);
    return node.touch && x >= at.left && x < at.left + at.width && y >= at.top && y < at.top + at.height;
  }).pop();
  if (!hit) return;
  const nth = tree.nodes.filter((node) => node.touch && node.text === hit.text).findIndex((node) => node.id === hit.id) + 1;
  say({ verb: 'tap', label: hit.text, nth });
}

// ---- what happens

function showNow(event) {
  const resized = !now || now.panel.width_mm !== event.panel.width_mm;
  now = event;
  const { state } = event;
  at('state').textContent = state.screen;
  at('row').textContent = state.row;
  at('error').textContent = state.error ? `${state.error.number} ${state.error.name}` : '';
  at('tries').textContent = state.tries ?? '';
  at('held').textContent = state.held ?? 'nobody\'s';
  at('rig').textContent = state.rig;
  at('wall').textContent = state.wall;
  at('timer').textContent = event.timer_ms === null ? 'no time runs' : `${(event.timer_ms / 1000).toFixed(1)} s`;
  showInForce(event.faults);
  for (const one of document.querySelectorAll('#paces button')) {
    one.disabled = event.pace === null;
    one.setAttribute('aria-pressed', String(Number(one.dataset.pace) === event.pace));
  }
  if (resized) showSize();
  if (event.picture !== shown) showPicture(event.picture);
}

function addLine(id, text) {
  const list = at(id);
  list.append(element('li', text));
  while (list.children.length > KEPT) list.firstChild.remove();
  list.scrollTop = list.scrollHeight;
}

function listen() {
  const events = new EventSource('/events');
  events.onopen = () => { at('line').textContent = 'connected'; };
  events.onerror = () => { at('line').textContent = 'no connection: has the simulator ended?'; };
  events.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.event === 'now') showNow(event);
    if (event.event === 'journal') addLine('journal', JSON.stringify(event.record));
    if (event.event === 'desk') addLine('desk', event.line);
  };
}

async function begin() {
  [choices, schema] = await Promise.all(['/choices', '/schema'].map(async (path) => (await fetch(path)).json()));
  showPeople();
  showFaults();
  showFacts();
  showVerbs();
  fill('looks', ...choices.looks.map((one) => button(one.word, () => look(one.word), one.what)));
  fill('settings', ...choices.settings.map((one) => {
    const label = element('label', `${one.name} `, { title: one.says });
    label.append(element('input', '', { name: one.name, placeholder: one.values.replaceAll('`', ''), size: 24 }));
    return label;
  }));
  fill('lays', ...choices.lays.map((one) => button(`Lay it: ${one.word}`, () => say({ verb: 'insert', what: 'card', how: one.word }), one.says)));
  fill('validity', ...choices.validities.map((word) => element('option', word)));
  showOwn('own-reader', choices.own.reader, 'Lay a card on it by hand; a real card is refused, since this kiosk trusts simulated ones alone.');
  showOwn('own-camera', choices.own.camera, 'Stand before it.');
  fill('keys', ...CAPS.map((cap) => button(cap, () => say({ verb: 'key', key: cap }))));
  fill('paces', ...PACES.map((factor) => {
    const made = button(factor === 0 ? 'stands still' : `× ${factor}`, () => post('/pace', { factor }).then(complain));
    made.dataset.pace = factor;
    return made;
  }));
  document.addEventListener('click', (event) => {
    const pressed = event.target.closest('button');
    if (pressed?.dataset.act) acts[pressed.dataset.act]();
    if (pressed?.dataset.verb) say(JSON.parse(pressed.dataset.verb));
  });
  at('person').addEventListener('change', showRemark);
  at('device').addEventListener('change', showFaultsOf);
  at('fault').addEventListener('change', showFault);
  at('verb').addEventListener('change', showArguments);
  at('any').addEventListener('submit', (event) => { event.preventDefault(); say(request()); });
  at('picture').addEventListener('click', touch);
  at('overlay').addEventListener('change', () => { if (tree) showTree(); });
  for (const id of ['scale', 'ruler']) at(id).addEventListener('input', showSize);
  at('eyes').addEventListener('change', () => { at('picture').className = at('eyes').value; });
  showSize();
  listen();
}
begin();
