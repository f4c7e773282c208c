// SPDX-License-Identifier: Apache-2.0
// watcher.js FOLDER OPTIONS [take]: tells what chokidar hears of a folder, a line an event ("add NAME", "change NAME"), until a
// file with the name "stop" is added. With `take` it does what a cloud EMR's public watcher does: it reads what changed and
// ends in .xml as UTF-8, deletes it, and tells how many bytes it read ("took NAME 1234").
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const [folder, options, take] = process.argv.slice(2);

const watcher = require('chokidar').watch(folder, JSON.parse(options));
const say = (...words) => process.stdout.write(words.join(' ') + '\n');
watcher.on('ready', () => say('ready'));
watcher.on('add', (file) => {
    if (path.basename(file) === 'stop') process.exit(0);
    say('add', path.basename(file));
});
watcher.on('change', (file) => {
    say('change', path.basename(file));
    if (take === undefined || !file.endsWith('.xml')) return;
    const text = fs.readFileSync(file, 'utf8');
    fs.unlinkSync(file);
    say('took', path.basename(file), Buffer.byteLength(text));
});
setTimeout(() => process.exit(1), 60000).unref();
