# SPDX-License-Identifier: Apache-2.0
"""conformance_test.py PROGRAM: a right consumer passes, and of each wrong one is said what it got wrong, and nothing else."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
CONSUMER = pathlib.Path(__file__).parent / "consumer.py"


def fed_to(habit):
    with tempfile.TemporaryDirectory() as folder:
        watched, answers = pathlib.Path(folder, "face"), pathlib.Path(folder, "answers")
        watched.mkdir()
        consumer = subprocess.Popen([sys.executable, CONSUMER, watched, answers] + ([habit] if habit else []))
        try:
            return subprocess.run([PROGRAM, "conformance", "--watch", watched, "--answers", answers, "--patience", "120"],
                                  capture_output=True, text=True)
        finally:
            consumer.kill()
            consumer.wait()


def counts(run):
    return tuple(map(int, re.search(r"conformance: (\d+) files, (\d+) understood, (\d+) wrong", run.stdout).groups()))


class Consumers(unittest.TestCase):
    def test_a_right_one_understands_everything(self):
        run = fed_to("")
        self.assertEqual(run.returncode, 0, run.stdout)
        files, understood, wrong = counts(run)
        self.assertGreaterEqual(files, 200)
        self.assertEqual((understood, wrong), (files, 0))

    def wrong(self, habit, some, all_of):
        """Each case that is wrong has `all_of` in its name or in what is said of it."""
        run = fed_to(habit)
        self.assertEqual(run.returncode, 1, run.stdout)
        blocks = re.findall(r"^wrong: .*(?:\n    .*)*", run.stdout, re.M)
        self.assertEqual(len(blocks), counts(run)[2])
        self.assertGreater(len(blocks), some)
        for block in blocks:
            self.assertRegex(block, all_of)

    def test_utf8_alone(self):
        self.wrong("utf8_only", 60, "Shift_JIS")

    def test_a_fixed_order(self):
        self.wrong("fixed_order", 3, "in another order")

    def test_the_first_result_alone(self):
        self.wrong("first_result_only", 3, "results: there are 2, not 1")

    def test_a_facility_that_is_not_entrusted_taken_for_invalid(self):
        self.wrong("six_is_invalid", 3, 'validity: understood "2"; it is "6"')

    def test_birthdays_that_must_be_whole(self):
        self.wrong("whole_birthdays", 3, "day of birth not known")

    def test_an_insurer_that_must_be_there(self):
        self.wrong("paid_by_insurer", 3, "no insurer")


class Nobody(unittest.TestCase):
    def test_it_is_said_that_nobody_answers(self):
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run([PROGRAM, "conformance", "--watch", folder + "/face", "--patience", "1"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 1)
        self.assertIn("does your program run, and watch", run.stderr)


if __name__ == "__main__":
    unittest.main()
