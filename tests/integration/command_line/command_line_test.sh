#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# command_line_test.sh PROGRAM…: each program of the project explains its words (exit code 0), and says in one line, under
# its own name and without repeating a word that may be a secret, what is wrong with them (exit code 2).
set -euo pipefail

problem() { echo "command_line: $1" >&2; exit 1; }
(($# > 0)) || problem "no programs were given"

# refuses PROGRAM WORD…
refuses() {
    local program=$1 name said code=0
    name=$(basename "$program")
    said=$("$@" 2>&1 </dev/null) || code=$?
    ((code == 2)) || problem "$name ended with $code instead of 2 for: ${*:2}"
    [[ $said == "$name: "*"; see $name --help" ]] || problem "$name said: $said"
    [[ $said != *$'\n'* ]] || problem "$name said more than one line: $said"
    [[ $said != *9173* ]] || problem "$name repeated what may be a secret: $said"
}

for program; do
    help=$("$program" --help) || problem "$program does not explain itself"
    [[ $help == "$(basename "$program"): "* ]] || problem "$program --help begins with: ${help%%$'\n'*}"
    refuses "$program" --no-such-option=9173
    [[ $program == */uketsuke-bench ]] || refuses "$program"  # nothing needs to be said to it
    [[ $program == */uketsuke-teach ]] || refuses "$program" a b c 9173 d  # any words may be fonts
done
echo "command_line: $# programs explain themselves and refuse what they do not understand"
