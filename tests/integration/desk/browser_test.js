// SPDX-License-Identifier: Apache-2.0
// The clerk's page in Debian's Chromium, as clerks use it. Its pictures lie in the second argument's folder.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const { assertAccessible } = require('./accessible.js');
const { Desk, Kiosk, PASSWORD, run, until } = require('./desk.js');

const [, , program, pictures, executablePath] = process.argv;

let desk;
let kiosk;
let browser;
let page; // sato's
const complaints = []; // of the browser, about the page

/// A browser of its own: cookies and clipboard are nobody else's.
async function open(more = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ja-JP', viewport: { width: 1280, height: 800 }, ...more });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.url });
  await context.addInitScript(() => { // what would be heard
    window.tones = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...words) { window.tones += 1; return start.apply(this, words); };
  });
  const made = await context.newPage();
  made.on('pageerror', (error) => complaints.push(String(error)));
  made.on('console', (line) => { if (/Content Security Policy/.test(line.text())) complaints.push(line.text()); });
  await made.goto(desk.url);
  return made;
}

async function logIn(at, name) {
  await at.fill('#name', name);
  await at.fill('#password', PASSWORD);
  await at.press('#password', 'Enter');
  await at.waitForSelector('#desk:not([hidden])');
}

/// A terminal that answers the next question, with a name that is markup; what it was asked.
async function answerLookup() {
  const asked = await until(() => fs.readdirSync(path.join(desk.folder, 'req')).find((name) => name.endsWith('.xml')));
  const text = fs.readFileSync(path.join(desk.folder, 'req', asked), 'utf8');
  const answer = fs.readFileSync('docs/result_files/res.xml', 'utf8').replace('<Name>', '<Name>&lt;b&gt;');
  const file = path.join(desk.folder, 'res', asked.replace('req_', 'res_'));
  fs.writeFileSync(`${file}.part`, answer);
  fs.renameSync(`${file}.part`, file);
  return text;
}

const picture = (at, name) => at.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
const row = (visit, at = page) => at.locator('#rows > li', { hasText: `受付 ${visit}` });

const cases = {
  async 'the login refuses a wrong password in words, and forgets it'() {
    page = await open();
    await page.waitForSelector('#login:not([hidden])');
    await picture(page, 'login');
    await assertAccessible(page, 'login');
    await page.fill('#name', 'sato');
    await page.fill('#password', 'not this one');
    await page.press('#password', 'Enter');
    await page.waitForFunction(() => document.getElementById('login-problem').textContent.includes('ちがいます'));
    await logIn(page, 'sato');
    assert.strictEqual(await page.textContent('#who'), 'sato');
  },

  async 'what a kiosk tells appears by itself: step, for how long, what to say'() {
    await kiosk.step(1, 'pin_entry');
    await row(1).getByText('暗証番号の入力').waitFor();
    await row(1).getByText('4けたの暗証番号を押して').waitFor();
    await page.waitForFunction(() => /^[1-9][0-9]*秒$/.test(document.querySelector('#rows [data-since]').textContent));
    await kiosk.step(1, 'consent', { language: 'pt-BR' });
    await row(1).getByText('同意の質問').waitFor();
    await row(1).getByText(/ポルトガル語/).waitFor();
    assert.strictEqual(await page.locator('#rows > li').count(), 1);
  },

  async 'a name that is markup or turns letters around is shown as what it is'() {
    await kiosk.step(1, 'result_valid', { file: 'a.xml', finished: true });
    await kiosk.tell({ m: 'person', file: 'a.xml', name: '<b>髙橋</b>\u202e花子', kana: 'タカハシ ハナコ' });
    await page.getByText('<b>髙橋</b>[U+202E]花子 様').waitFor();
    assert.strictEqual(await page.locator('#rows b').count(), 0);
    await kiosk.step(0, 'idle');
    await page.getByText('終了（結果を渡しました）').waitFor();
  },

  async 'only somebody who waits sounds'() {
    await page.click('#sound');
    const before = await page.evaluate(() => window.tones);
    await kiosk.step(2, 'certificate_refused', { error: 6 });
    await kiosk.note('advice', 2, '電子証明書の期限が切れています：資格確認書 → 保険証', { error: 6 });
    await row(2).getByText('資格確認書').waitFor();
    assert.strictEqual(await page.textContent('#counts'), '待っている人 0　見るもの 1');
    assert.strictEqual(await page.evaluate(() => window.tones), before);
    await kiosk.note('call', 2, 'リーダーで職員を呼んでいます');
    await page.getByText('1件、呼んでいます').waitFor();
    assert.strictEqual(await page.evaluate(() => window.tones), before + 2);
    await picture(page, 'list');
  },

  async 'each value has its copy key'() {
    await row(2).getByRole('button', { name: '文を写す', exact: true }).first().click();
    await row(2).getByText('写しました').waitFor();
    assert.strictEqual(await page.evaluate(() => navigator.clipboard.readText()), '電子証明書の期限が切れています：資格確認書 → 保険証');
  },

  async 'light and dark, the page holds against axe-core'() {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await assertAccessible(page, colorScheme);
      await picture(page, `list_${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  },

  async 'on paper the day\'s list stands without what only a screen can do'() {
    await page.emulateMedia({ media: 'print' });
    assert(await row(2).isVisible());
    assert(await row(2).getByText('資格確認書').isVisible());
    assert(!(await page.locator('button:visible').count()), 'buttons on paper');
    await picture(page, 'printed');
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => { window.print = () => { window.printed = true; }; });
    await page.click('#print');
    assert(await page.evaluate(() => window.printed));
  },

  async 'at 200 % everything is there without scrolling sideways'() {
    const zoomed = await open({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await logIn(zoomed, 'ito');
    await row(2, zoomed).waitFor();
    const { wide, seen } = await zoomed.evaluate(() => ({ wide: document.scrollingElement.scrollWidth, seen: document.scrollingElement.clientWidth }));
    assert(wide <= seen, `${wide} > ${seen}`);
    await picture(zoomed, 'zoomed');
    await zoomed.context().close();
  },

  async 'two clerks at once: one action, one effect, and both see whose it was'() {
    const other = await open();
    await logIn(other, 'ito');
    const call = (at) => row(2, at).locator('.note', { hasText: '呼んでいます' });
    await call(other).getByRole('button', { name: '対応します' }).waitFor();
    await Promise.all([page, other].map((at) => call(at).getByRole('button', { name: '対応します' }).click({ noWaitAfter: true, timeout: 5000 }).catch(() => {})));
    await until(() => kiosk.answers.length > 0);
    const words = await Promise.all([page, other].map(async (at) => {
      await call(at).getByText('が対応').waitFor();
      return call(at).locator('.soft').textContent();
    }));
    assert.strictEqual(words[0], words[1]);
    assert.deepStrictEqual(kiosk.answers.map(({ visit, n, says }) => [visit, n, says]), [[2, 1, 'comes']]);
    await other.context().close();
  },

  async 'a visit\'s number, marks and letters stand on its row, each with its copy key'() {
    await kiosk.step(5, 'result_remark', { reception: 'A-12', finished: true, marks: 'helper listens ends_soon refused' });
    await kiosk.note('advice', 5, '画面に正しく出せない文字がありました（U+9089 U+E0110）', { letters: 'U+9089 U+E0110' });
    await row(5).getByText('A-12').waitFor();
    for (const words of ['介助の方', 'そばで声を', '期限が近い', '同意しない']) await row(5).getByText(words).first().waitFor();
    await row(5).getByRole('button', { name: '受付番号を写す' }).click();
    await until(async () => (await page.evaluate(() => navigator.clipboard.readText())) === 'A-12');
    await row(5).getByRole('button', { name: '文字を写す' }).click();
    await until(async () => (await page.evaluate(() => navigator.clipboard.readText())) === '\u9089\u{E0110}');
    await picture(page, 'row');
  },

  async 'somebody who waits for a look sounds, and is confirmed here, once'() {
    const before = await page.evaluate(() => window.tones);
    await kiosk.step(6, 'staff_password', { n: 4 });
    await row(6).getByRole('button', { name: '本人です' }).waitFor();
    assert.strictEqual(await page.evaluate(() => window.tones), before + 2);
    await picture(page, 'look');
    await assertAccessible(page, 'a look');
    kiosk.answers.length = 0;
    await row(6).getByRole('button', { name: '本人です' }).click();
    await row(6).getByText('sato が答えました').waitFor();
    await until(() => kiosk.answers.length);
    assert.deepStrictEqual(kiosk.answers, [{ m: 'answer', visit: 6, n: 4, says: 'confirms', item: 0, by: 'sato' }]);
    await kiosk.step(6, 'terminal_challenge', { n: 5 });
    await row(6).getByText('答えました').waitFor({ state: 'detached' });
  },

  async 'this patient: large letters, another language'() {
    await kiosk.step(6, 'consent', { n: 6 });
    kiosk.answers.length = 0;
    await row(6).getByText('この患者さんの画面').click();
    await row(6).getByRole('button', { name: '大きな文字' }).click();
    await row(6).getByRole('button', { name: '英語' }).click();
    await until(() => kiosk.answers.length === 2);
    assert.deepStrictEqual(kiosk.answers.map(({ says, item, n }) => [says, item, n]), [['comfort', 2, 0], ['language', 1, 0]]);
    await assertAccessible(page, 'unfolded');
    await picture(page, 'comfort');
  },

  async 'a manager unlocks a card and closes the kiosk; a clerk is not offered it'() {
    const ito = await open();
    await logIn(ito, 'ito');
    await kiosk.step(6, 'staff_refused', { n: 8, marks: 'unlock' });
    await row(6, ito).getByRole('button', { name: '待ち時間をなくす' }).waitFor();
    assert.strictEqual(await row(6).getByRole('button', { name: '待ち時間をなくす' }).count(), 0);
    kiosk.answers.length = 0;
    await row(6, ito).getByRole('button', { name: '待ち時間をなくす' }).click();
    await until(() => kiosk.answers.length);
    assert.strictEqual(kiosk.answers[0].says, 'unlocks');
    await kiosk.step(0, 'idle');
    await page.locator('#kiosks').getByText('リーダーの操作').click();
    assert.strictEqual(await page.getByRole('button', { name: '点検中' }).count(), 0);
    await ito.locator('#kiosks').getByText('リーダーの操作').click();
    await ito.getByRole('button', { name: '点検中' }).click();
    await page.getByText('ito が休止').waitFor();
    await until(() => kiosk.answers.length === 2);
    assert.deepStrictEqual(kiosk.answers[1], { m: 'answer', visit: 0, n: 0, says: 'closes', item: 1, by: 'ito' });
    await picture(ito, 'closed');
    kiosk.answers.length = 0;
    kiosk.leave();
    await page.getByText('つながっていません').first().waitFor();
    await kiosk.connect();
    await until(() => kiosk.answers.length); // it hears again that it is closed
    assert.strictEqual(kiosk.answers[0].says, 'closes');
    await ito.getByRole('button', { name: '再開する' }).click();
    await page.getByText('ito が休止').waitFor({ state: 'detached' });
    await ito.context().close();
  },

  async 'readiness has a view of its own: on paper, as JSON, at 200 %, in the dark'() {
    await page.getByText('まだ点検の結果はありません').waitFor();
    await kiosk.tell({ m: 'ready', rows: 'service ready \nreader ready \ncamera ready 1280×720\nlight soon 暗すぎます（平均 31/255）\nprinter wrong <b>紙\n' });
    const looks = page.locator('#looks > li');
    await looks.getByText('× 番号札のプリンター：<b>紙').waitFor();
    await looks.getByText('照明をつけるか').waitFor();
    assert.strictEqual(await looks.locator('b').count(), 0);
    await assertAccessible(page, 'readiness');
    await picture(page, 'readiness');
    await page.emulateMedia({ colorScheme: 'dark' });
    await assertAccessible(page, 'readiness in the dark');
    await page.emulateMedia({ colorScheme: 'light' });
    const file = await page.evaluate(async () => (await fetch(document.getElementById('looks-file').href)).json());
    assert.strictEqual(file[0].kiosk, 'kiosk-1');
    assert.strictEqual(file[0].look.ready, false);
    await page.evaluate(() => { window.print = () => { window.paper = document.body.className; }; });
    await page.click('#print-looks');
    assert.strictEqual(await page.evaluate(() => window.paper), 'looks-alone');
    await page.emulateMedia({ media: 'print' });
    assert(await looks.isVisible());
    assert(!(await row(2).isVisible()), 'the day\'s list is on the look\'s paper');
    await picture(page, 'readiness_printed');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert(!(await looks.isVisible()), 'the look is on the day\'s paper');
    await page.emulateMedia({ media: 'screen' });
    const zoomed = await open({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await logIn(zoomed, 'ito');
    await zoomed.locator('#looks > li').waitFor();
    const { wide, seen } = await zoomed.evaluate(() => ({ wide: document.scrollingElement.scrollWidth, seen: document.scrollingElement.clientWidth }));
    assert(wide <= seen, `${wide} > ${seen}`);
    await zoomed.context().close();
  },

  async 'a 資格確認書 is looked up by its number, and a name from there is text'() {
    await page.fill('[name=insurer]', '06139999');
    await page.fill('[name=symbol]', '123');
    await page.fill('[name=number]', '4567');
    await page.fill('[name=birth]', '1980-04-01');
    const answered = answerLookup();
    await page.getByRole('button', { name: '照会する' }).click();
    assert.match(await answered, /<InsuredIdentificationNumber>４５６７</);
    await page.getByText('資格：有効です').waitFor();
    await page.locator('#found').getByText('<b>架空　太郎').waitFor();
    assert.strictEqual(await page.locator('#found b').count(), 0);
    await assertAccessible(page, 'a look-up');
    await picture(page, 'lookup');
  },

  async 'a session that ended elsewhere asks for the login at the next thing that is wanted'() {
    const one = await open();
    await logIn(one, 'ito');
    await one.evaluate(async () => { // as another tab of the same browser would
      const { token } = await (await fetch('/me')).json();
      await fetch('/logout', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Desk-Token': token }, body: '{}' });
    });
    await one.waitForSelector('#login:not([hidden])');
    assert.strictEqual(await one.locator('#rows > li').count(), 0);
    await one.context().close();
  },

  async 'with the keyboard alone: log in, go to a row, answer, log out'() {
    const keys = await open();
    await keys.waitForSelector('#login:not([hidden])');
    await keys.keyboard.type('ito');
    await keys.keyboard.press('Tab');
    await keys.keyboard.type(PASSWORD);
    await keys.keyboard.press('Enter');
    await keys.waitForSelector('#desk:not([hidden])');
    await kiosk.step(3, 'staff_called');
    await kiosk.note('call', 3, 'リーダーで職員を呼んでいます');
    await row(3, keys).getByText('呼んでいます').first().waitFor();
    await keys.keyboard.press('ArrowDown');
    await until(() => keys.evaluate(() => document.activeElement.textContent.includes('受付 3')));
    await keys.keyboard.press('c');
    await until(async () => (await keys.evaluate(() => navigator.clipboard.readText())).includes('ただいま参ります'));
    await keys.keyboard.press('Enter');
    await row(3, keys).getByText('ito が対応').waitFor();
    await keys.focus('#logout');
    await keys.keyboard.press('Enter');
    await keys.waitForSelector('#login:not([hidden])');
    await keys.context().close();
  },

  async 'a kiosk that is not there is told, and nothing is answered for it'() {
    await kiosk.note('alert', 3, 'カードが置き忘れられています');
    await row(3).getByText('置き忘れ').waitFor();
    kiosk.leave();
    await page.getByText('つながっていません').first().waitFor();
    await row(3).getByRole('button', { name: '対応します' }).click();
    await page.getByText('もう一度押してください').waitFor();
    await kiosk.connect();
    await page.locator('#kiosks').getByText('職員を呼んでいる').waitFor();
    await row(3).getByRole('button', { name: '対応します' }).click();
    await row(3).getByText('sato が対応').last().waitFor();
  },

  async 'a desk that begins anew asks for the login, and nothing of the list stays on the page'() {
    await desk.kill('SIGKILL');
    await page.getByText('接続が切れました').waitFor();
    await desk.run();
    await page.waitForSelector('#login:not([hidden])');
    assert.strictEqual(await page.locator('#rows > li').count(), 0);
    assert(!(await page.content()).includes('髙橋'));
    await logIn(page, 'sato');
    await kiosk.connect();
    await kiosk.step(4, 'consent');
    await row(4).waitFor();
  },

  async 'the browser had nothing to say against the page'() {
    assert.deepStrictEqual(complaints, []);
  },
};

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  desk = await Desk.start(program, '', ['req', 'res']);
  kiosk = await Kiosk.join(desk, 'kiosk-1');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await run(cases);
  } catch (error) {
    if (page) await picture(page, 'failed');
    throw error;
  } finally {
    await browser.close();
    kiosk.leave();
    await desk.end();
  }
})().catch((error) => { console.error(error); process.exit(1); });
