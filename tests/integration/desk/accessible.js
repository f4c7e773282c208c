// SPDX-License-Identifier: Apache-2.0
// axe-core over a page. It runs in the page's own world, past its content security policy, as a developer's tools would.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/// Nothing that axe-core finds wrong, and contrast is among what it looked at.
exports.assertAccessible = async function assertAccessible(at, what) {
  const client = await at.context().newCDPSession(at);
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression: `${axe}; axe.run(document).then(({ violations, passes }) => JSON.stringify({ checked: passes.map((p) => p.id),
      wrong: violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')) }))`,
    awaitPromise: true,
  });
  assert(!exceptionDetails, JSON.stringify(exceptionDetails));
  const { checked, wrong } = JSON.parse(result.value);
  assert.deepStrictEqual(wrong, [], what);
  assert(checked.includes('color-contrast'), `${what}: no contrast was looked at`);
};
