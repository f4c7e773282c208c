# SPDX-License-Identifier: Apache-2.0
"""The client against the schema of the program, and against a kiosk: test_uketsuke_sim.py PROGRAM"""
import inspect
import json
import os
import socket
import subprocess
import sys
import unittest

from uketsuke_sim import VERSION, Kiosk, Refused

PROGRAM = os.path.abspath(sys.argv.pop(1))
SCHEMA = json.loads(subprocess.run([PROGRAM, "--verbs", "--json"], check=True, capture_output=True).stdout)
VERBS = [entry["$ref"].rpartition("/")[2] for entry in SCHEMA["oneOf"]]
TYPES = {"string": str, "integer": int, "number": (int, float), "array": list, "boolean": bool, "object": dict}


class Schema(unittest.TestCase):
    def test_each_verb_is_a_method_with_the_same_arguments(self):
        self.assertEqual(SCHEMA["version"], VERSION)
        for verb in VERBS:
            request = SCHEMA["$defs"][verb]
            arguments = [name for name in request["properties"] if name not in ("verb", "id", "version")]
            parameters = list(inspect.signature(getattr(Kiosk, verb)).parameters.values())[1:]
            with self.subTest(verb):
                self.assertEqual([parameter.name for parameter in parameters], arguments)
                for parameter in parameters:
                    many = parameter.kind is parameter.VAR_POSITIONAL
                    listed = request["properties"][parameter.name].get("type") == "array"
                    self.assertEqual(many, listed)
                    if not many:
                        needed = parameter.default is parameter.empty
                        self.assertEqual(needed, parameter.name in request["required"])

    def test_every_verb_is_answered_as_the_schema_says(self):
        with Kiosk.start(PROGRAM, "--facts", "requests=on", "phone_reader=on", "appointments=on", "chart=on", "codes=on") as kiosk:
            said = set()

            def say(verb, *arguments, **named):
                try:
                    answer = getattr(kiosk, verb)(*arguments, **named)
                except Refused as refused:
                    self.assertIn(verb, ("golden", "touch"))  # there is no golden here, and no target
                    answer = refused.answer
                for name in SCHEMA["answers"][verb]["required"]:
                    kind = SCHEMA["answers"][verb]["properties"][name].get("type")
                    self.assertIn(name, answer, verb)
                    if kind:
                        self.assertIsInstance(answer[name], TYPES[kind], f"{verb}: {name}")
                unknown = set(answer) - set(SCHEMA["answers"][verb]["required"]) - {"ok", "error"}
                self.assertEqual(unknown, set(), verb)
                said.add(verb)

            say("subscribe")
            say("state")
            say("card", "hanako", "pin_tries=2")
            say("phone", "phone_android")
            say("headphones", "in")
            say("key", "next")
            say("heard", "カード", within="30s")
            say("unheard", "nobody says this")
            say("headphones", "out")
            say("insert")
            say("validity", "valid")
            say("chart", "hanako", "address=1")
            say("appointments", "41,today")
            say("lay", "A-1")
            say("expect", "screen", "choose_identity", within="3s")
            say("tap", "暗証番号")
            say("type", "1234")
            say("tap", "確定")
            say("expect", "screen", "consent")
            say("look", "nobody")
            say("audit", "session_started", "pin_verified")
            say("clerk", "test_slip")
            say("request", "A-1")
            say("fault", "results", "off")
            say("tap", "同意する")
            say("wait", "2s")
            say("fault", "results", "none")
            say("remove")
            say("wait", "500ms")
            say("clock", "2026-11-25")
            say("touch", "target", 0.5)
            for verb in ("tree", "results", "journal", "desk", "screenshot", "help", "fault"):
                say(verb)
            say("golden", "idle")
            self.assertTrue({event["event"] for event in kiosk.events} >= {"state", "journal"})
            say("quit")
            self.assertEqual(said, set(VERBS))


class Connection(unittest.TestCase):
    def test_what_is_refused_says_what_was_expected_and_found(self):
        with Kiosk.start(PROGRAM) as kiosk:
            with self.assertRaises(Refused) as caught:
                kiosk.expect("screen", "consent", within="1s")
            self.assertEqual(caught.exception.expected, "screen consent")
            self.assertTrue(caught.exception.found.startswith("screen idle"))
            with self.assertRaises(Refused):
                kiosk.ask("dance")
            with self.assertRaises(Refused):
                kiosk.ask("insert", where="there")
            with self.assertRaises(Refused):
                kiosk.ask("state", version=VERSION - 1)
            self.assertEqual(kiosk.ask("state", id="x-1", version=VERSION)["id"], "x-1")

    def test_a_kiosk_that_cannot_be_says_why(self):
        with self.assertRaisesRegex(RuntimeError, "no such fact: 'camera=broken'"):
            Kiosk.start(PROGRAM, "--facts", "camera=broken")

    def test_over_tcp_too_but_nobody_who_speaks_otherwise(self):
        program = subprocess.Popen([PROGRAM, "live", "--control", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
        try:
            where = json.loads(program.stdout.readline())["control"]
            host, _, port = where.rpartition(":")
            with socket.create_connection((host, int(port))) as browser:
                browser.sendall(b'GET / HTTP/1.1\r\n{"verb": "quit"}\r\n')
                try:
                    self.assertEqual(browser.recv(100), b"")
                except ConnectionResetError:
                    pass  # ended while more of it lay there
            kiosk = Kiosk(where)
            self.assertEqual(kiosk.state()["screen"], "idle")
            kiosk.quit()
            kiosk.close()
            self.assertEqual(program.wait(), 0)
        finally:
            program.kill()
            program.wait()
            program.stdout.close()

    def test_the_real_rig_obeys_too_and_its_time_passes_by_itself(self):
        with Kiosk.start(PROGRAM, "--rig", "real") as kiosk:
            kiosk.subscribe("state")
            kiosk.card("hanako")
            kiosk.insert()
            while kiosk.next_event()["screen"] != "choose_identity":
                pass
            kiosk.tap("暗証番号")
            kiosk.type("1234")
            kiosk.tap("確定")
            kiosk.expect("screen", "consent", within="60s")
            kiosk.quit()

    def test_a_fault_that_never_met_the_kiosk_is_told_at_the_end(self):
        with Kiosk.start(PROGRAM) as kiosk:
            kiosk.fault("service", "off", "confirm")
            with self.assertRaises(Refused) as caught:
                kiosk.quit()
            self.assertEqual(caught.exception.found, "it never fired")
            self.assertEqual(kiosk._program.wait(), 1)


if __name__ == "__main__":
    unittest.main()
