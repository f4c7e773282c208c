#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# readme_test.sh ROOT PROGRAM: the lines of README's quarter of an hour do what they say, as they stand there; only the hand at the dock is
# a few verbs here (in a browser: tests/integration/dock). What goes wrong on the way is told.
set -euo pipefail
root=$1 sim=$2
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
complain() { echo "README: $1"; cat "$work/said"; exit 1; }

lines=$(awk '/^##/{ here = /A quarter of an hour/ } here && /^```/{ inside = !inside; next } here && inside' "$root/README.md")
hand='printf "card aunt\\ninsert\\nexpect screen choose_identity\\nremove\\n" | $sim live'
lines=$(sed -e '/^\.\/kiosk sim /d' -e '/^sim=/d' -e "s/^\$sim dock/${hand//\\/\\\\}/" <<<"$lines")
(($(grep -c '\$sim' <<<"$lines") == 5)) || { echo "README: other lines than are looked at here"; echo "$lines"; exit 1; }

ln -s "$root/sim" "$work/sim"
(cd "$work" && sim=$sim bash -euo pipefail -c "$lines") >"$work/said" 2>&1 || complain "a line failed"
! grep -q '"ok":false' "$work/said" || complain "a verb was not done"
says() { grep -q "$1" "$work/said" || complain "nothing says: $1"; }
says 'people/aunt.toml'
says 'scenarios: 1 played, 0 failed'
says '"screen":"service_failed","row"'
says '架空　花子 is in it: True'

refuses() {  # SENTENCE WORD…
    if (cd "$work" && "$sim" "${@:2}") >"$work/said" 2>&1; then complain "taken: ${*:2}"; fi
    says "$1"
}
refuses 'people/aunt.toml is there already' person new aunt --birth 1950-01-02
refuses 'association company .*; see uketsuke-sim person new --help' person new uncle --insurer pension
refuses 'file_unreadable: nowhere.scn' play nowhere.scn
refuses 'fault service stuck meets the kiosk' live <<<'fault service stuck'
echo "README: five lines, each as it says; four mistakes told"
