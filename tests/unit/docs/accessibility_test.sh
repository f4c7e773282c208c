#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# docs/accessibility.md: each row has one of the four states, what is met names a test, and each test that is named
# exists: accessibility_test.sh ROOT.
set -euo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# rows PAGE: "clause<tab>state<tab>last column" of the tables of clauses.
rows() { awk -F' \\| ' '/^\| ([0-9]+(\.[0-9]+)*)(-[A-Z]°?|°?| to .*)? \| / || /^\| [0-9].* \| / || /^\| 6 \|/ { sub(/^\| /, "", $1); sub(/ \|$/, "", $4); print $1 "\t" $3 "\t" $4 }' "$1"; }

# wrong ROWS: what is the matter with them, a line each.
wrong() {
    awk -F'\t' '
        $2 !~ /^(met|partly|open|n\/a)$/ { print $1 ": no state: " $2 }
        $2 == "met" && $3 !~ /"[^"]+"|`[a-z_]+\.scn`/ { print $1 ": is met, but by no test" }
        $3 == "" { print $1 ": nothing in the last column" }' "$1"
    cut -f3 "$1" | { grep -oE '"[^"]+"' || true; } | tr -d '"' | sort -u | { grep -vxFf "$scratch/tests" || true; } | sed 's/^/no such test: /'
    cut -f3 "$1" | { grep -oE '`[a-z_]+\.scn`' || true; } | tr -d '`' | sort -u | while read -r scenario; do
        [[ -f tests/scenario/$scenario ]] || echo "no such scenario: $scenario"
    done
}

# The names of all test cases; a long one stands in several pieces.
find tests -name '*_test.cpp' -print0 | xargs -0 perl -0777 -ne '
    while (/TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)/g) {
        my $name = join("", $1 =~ /"((?:[^"\\]|\\.)*)"/g);
        print $name =~ s/\\"/"/gr, "\n";
    }' | sort -u >"$scratch/tests"

# It must be able to fail, and to see.
printf '| 1.1 | a | met | by hand |\n| 1.2 | b | done | "no such thing" |\n| 1.3 | c | open | `no_such.scn` |\n' >"$scratch/made_up.md"
rows "$scratch/made_up.md" >"$scratch/made_up"
[[ $(wrong "$scratch/made_up" | wc -l) == 4 ]] || { echo "accessibility: what is wrong was not found out"; exit 1; }

rows docs/accessibility.md >"$scratch/rows"
count=$(wc -l <"$scratch/rows")
((count >= 150)) || { echo "accessibility: only $count rows found: the search is broken"; exit 1; }
grep -q '^\*\*Not yet tried by blind people\.\*\*' docs/accessibility.md || { echo "accessibility: the first line is missing"; exit 1; }
if wrong "$scratch/rows" | grep .; then exit 1; fi
echo "$count clauses: $(cut -f2 "$scratch/rows" | sort | uniq -c | awk '{ printf "%s%d %s", n++ ? ", " : "", $1, $2 }')"
