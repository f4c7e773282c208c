# SPDX-License-Identifier: Apache-2.0
"""A simulated kiosk, driven from Python 3 with nothing but its standard library (docs/control.md).

    with Kiosk.start("build/dev/sim/uketsuke-sim") as kiosk:
        kiosk.card("hanako")
        kiosk.insert()
        kiosk.expect("screen", "choose_identity")

Each method is a verb of docs/verbs.md, with its arguments' names; it returns the answer as a dictionary once the kiosk has done it, and
raises Refused where it did not come true.
"""
import collections
import json
import os
import socket
import subprocess
import tempfile

VERSION = 2  # of the verbs


class Refused(Exception):
    """What was expected, and what was found instead; `answer` is all of the answer."""

    def __init__(self, answer):
        error = answer.get("error", {})
        self.line, self.expected, self.found = (error.get(name, "") for name in ("line", "expected", "found"))
        self.answer = answer
        super().__init__(f"{self.line}: expected {self.expected}; found {self.found}")


class Kiosk:
    def __init__(self, where):
        """`where`: a UNIX socket's file, or 127.0.0.1:PORT, as the first line of `uketsuke-sim live` tells it."""
        host, colon, port = where.rpartition(":")
        if colon and port.isdigit() and "/" not in host:
            self._socket = socket.create_connection((host, int(port)))
        else:
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.connect(where)
        self._lines = self._socket.makefile("r", encoding="utf-8", newline="\n")
        self._program = self._folder = None
        self.events = collections.deque()  # that came while answers were waited for; see subscribe()

    @classmethod
    def start(cls, program, *options):
        """A kiosk of its own, gone with this object. `options`: those of `uketsuke-sim live`, but --control."""
        folder = tempfile.TemporaryDirectory(prefix="uketsuke-")
        place, log = os.path.join(folder.name, "control"), os.path.join(folder.name, "log")
        with open(log, "w", encoding="utf-8") as told:
            started = subprocess.Popen([program, "live", "--control", place, *options], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=told, encoding="utf-8")
        first = started.stdout.readline()
        if not first:
            started.wait()
            started.stdout.close()
            with open(log, encoding="utf-8") as told, folder:
                raise RuntimeError(f"the kiosk did not start: {told.read().strip()}")
        kiosk = cls(json.loads(first)["control"])
        kiosk._program, kiosk._folder = started, folder
        return kiosk

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.close()

    def close(self):
        """Ends the connection, and a kiosk of its own."""
        self._lines.close()
        self._socket.close()
        if self._program:
            self._program.terminate()
            self._program.wait()
            self._program.stdout.close()
            self._folder.cleanup()
            self._program = None

    def ask(self, verb, **arguments):
        """Any verb; arguments that are None or empty lists are left out."""
        request = {"verb": verb, **{name: value for name, value in arguments.items() if value not in (None, [], ())}}
        self._socket.sendall((json.dumps(request, ensure_ascii=False) + "\n").encode())
        while "event" in (answer := self._read()):
            self.events.append(answer)
        if not answer["ok"]:
            raise Refused(answer)
        return answer

    def next_event(self):
        """The next event that was subscribed to; waits for it. On the virtual rig time passes by verbs alone."""
        return self.events.popleft() if self.events else self._read()

    def _read(self):
        line = self._lines.readline()
        if not line:
            raise EOFError("the kiosk ended the connection")
        return json.loads(line)

    def card(self, person, *counters):
        return self.ask("card", person=person, counters=list(counters))

    def phone(self, person, *counters):
        return self.ask("phone", person=person, counters=list(counters))

    def insert(self, what=None, how=None):
        return self.ask("insert", what=what, how=how)

    def remove(self, what=None):
        return self.ask("remove", what=what)

    def validity(self, what):
        return self.ask("validity", what=what)

    def chart(self, person, *otherwise):
        return self.ask("chart", person=person, otherwise=list(otherwise))

    def appointments(self, *rows):
        return self.ask("appointments", rows=list(rows))

    def lay(self, text, *settings):
        return self.ask("lay", text=text, settings=list(settings))

    def look(self, who, *settings):
        return self.ask("look", who=who, settings=list(settings))

    def tap(self, label, nth=None):
        return self.ask("tap", label=label, nth=nth)

    def touch(self, what, mm):
        return self.ask("touch", what=what, mm=mm)

    def type(self, digits):
        return self.ask("type", digits=digits)

    def key(self, key, *words):
        return self.ask("key", key=key, words=list(words))

    def headphones(self, where):
        return self.ask("headphones", where=where)

    def heard(self, *words, within=None):
        return self.ask("heard", words=list(words), within=within)

    def unheard(self, *words):
        return self.ask("unheard", words=list(words))

    def wait(self, time):
        return self.ask("wait", time=time)

    def clock(self, to=None):
        return self.ask("clock", to=to)

    def fault(self, device=None, *words):
        return self.ask("fault", device=device, words=list(words))

    def clerk(self, says, item=None):
        return self.ask("clerk", says=says, item=item)

    def request(self, number):
        return self.ask("request", number=number)

    def expect(self, what, *words, within=None):
        return self.ask("expect", what=what, words=list(words), within=within)

    def audit(self, *events, within=None):
        return self.ask("audit", events=list(events), within=within)

    def golden(self, name):
        return self.ask("golden", name=name)

    def state(self):
        return self.ask("state")

    def tree(self):
        return self.ask("tree")

    def screenshot(self, name=None):
        return self.ask("screenshot", name=name)

    def results(self, name=None):
        return self.ask("results", name=name)

    def journal(self, lines=None):
        return self.ask("journal", lines=lines)

    def desk(self, lines=None):
        return self.ask("desk", lines=lines)

    def help(self, of=None):
        return self.ask("help", of=of)

    def subscribe(self, *to):
        return self.ask("subscribe", to=list(to))

    def quit(self):
        return self.ask("quit")
