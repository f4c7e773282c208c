// SPDX-License-Identifier: Apache-2.0
// What stands before and after the visit on its page.
#pragma once

#include <string_view>

namespace uketsuke::tests::visit {

constexpr std::string_view kHead = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>One annotated visit</title>
<style>
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfdfb; --soft: #5c5c5c; --line: #d5d5cf; --link: #0b57a4; --card: #f4f4ef; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e2; --paper: #171817; --soft: #a5a5a0; --line: #3a3b39; --link: #8cbcf2; --card: #202220; }
}
body { margin: 0 auto; padding: 1rem; max-width: 50rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, monospace; font-size: .92em; }
pre { font-size: .78em; }
pre, .wide { overflow-x: auto; }
section { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .8rem; margin: .6rem 0; }
section.job { margin-left: 1.2rem; background: var(--card); }
h3 { margin: 0; font-size: 1.05rem; }
.n { color: var(--soft); font-weight: normal; }
.by, section.job p { margin: 0; }
.by, dt { color: var(--soft); }
dl { display: grid; grid-template-columns: 4.5rem 1fr; gap: .1rem .6rem; margin: .3rem 0 0; }
dd { margin: 0; min-width: 0; }
table { border-collapse: collapse; font-size: .9rem; margin-top: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .1rem .8rem .1rem 0; border-top: 1px solid var(--line); }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } section.job { margin-left: .4rem; } }
</style>
</head>
<body>
<h1>One annotated visit</h1>
<p>A patient lays a My Number Card on the reader, chooses the face, agrees to everything and takes the card back. This page is
that visit as the program went through it: each event, the row of the table that took it, what was asked for, and what the
lanes then did. Every link leads to the line of the source that did it, so reading it from the top is a way into the program.</p>
<p>All of it goes round one ring. What happens is an event; the pure function <code>step</code> turns visit and event into
the next visit and effects; effects become jobs; jobs post their results as events. The screen is drawn from the
visit alone.</p>
<pre>
 finger, card, camera, net, timer --&gt; Event --&gt; step(Visit, Event) --&gt; Visit' + Effects
        ^                                                |               |
        '------- jobs post their result as Events &lt;------|-- EffectRunner &lt;'
                                                         v
              Visit' --&gt; ViewModel --&gt; Scene --&gt; pixels, speech (and the journal, from old and new)
</pre>
<p>How to read an entry: <i>row</i> is the first row of the <a href="flow.md">tables</a> that fits, with its guard and where it
leads; a link on a state shows that state's own row, to which its time-out and its job are tied. <i>change</i> is what the row
notes in the visit. <i>effects</i> stand in their order. An indented box is work on a lane: the jobs of one lane run one
after another, those of different lanes at the same time, so the camera's frames go on while the card is read. A command to
the card is told by its meaning and its answer's status word, never by its data.</p>
<p class="by">Printed from <a href="../tests/scenario/annotated_visit.scn">a scenario</a> on the virtual rig: flow, screens and
card driver are the product's own; card, camera and service are simulated. Repeated reads stand here once, and times are
left out; a test holds the page to what the program does (UPDATE_GOLDENS=1 prints it anew).</p>
)html";

constexpr std::string_view kFoot = R"html(</body>
</html>
)html";

}  // namespace uketsuke::tests::visit
