# SPDX-License-Identifier: Apache-2.0
"""vendor_test.py PROGRAM: three lines say what to do, and doing it gives a result."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

PROGRAM = sys.argv[1]


def until(what):
    """What hangs is ended by the test's own limit."""
    while True:
        found = what()
        if found:
            return found
        time.sleep(0.05)


class Dock:
    def __init__(self, url):
        self.url = url

    def ask(self, verb, **words):
        request = urllib.request.Request(self.url + "/verb", json.dumps({"verb": verb, **words}).encode(),
                                         {"Content-Type": "application/json", "Origin": self.url})
        answer = json.loads(urllib.request.urlopen(request).read())
        assert answer["ok"], (verb, words, answer)
        return answer

    def at(self, screen):
        self.ask("expect", what="screen", words=[screen], within="60s")


def main():
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.Popen([PROGRAM, "vendor", "--out", folder, "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            lines = [run.stdout.readline() for _ in range(3)]
            results = pathlib.Path(re.search(r"watch (\S+):", lines[0]).group(1))
            dock = Dock(re.search(r"Open (\S+),", lines[1]).group(1))
            assert re.search(r"https://\S+ \(name clerk, password \S+\)", lines[2]), lines
            dock.ask("card", person="hanako")
            dock.ask("insert")
            dock.at("choose_identity")
            dock.ask("tap", label="暗証番号")
            dock.ask("type", digits="1234")
            dock.ask("tap", label="確定")
            dock.at("consent")
            dock.ask("tap", label="同意しない")
            dock.at("result_valid")
            dock.ask("remove")
            file = until(lambda: next(iter(results.glob("OQSsiquc01res_face_*.xml")), None))
            assert "架空　花子" in file.read_text(encoding="utf-8")
        finally:
            run.terminate()
            run.wait()
    print("three lines, followed: one result")


main()
