#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each citation of a fact ("card facts A3, A10", "rule R-22") has its section in docs/facts or its row in docs/rules.md:
# facts_test.sh ROOT.
set -euo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# sections FACTS_FOLDER RULES: "page id", a line each: a heading's first word, a table row's first cell where it is an id.
sections() {
    local page
    for page in card domain ui security market; do
        sed -nE 's/^#{2,3} ([A-Z]?-?[A-Za-z]*[0-9.]*[0-9a-z]*)[. ].*/\1/p; s/^\| (UI-[0-9]+) \|.*/\1/p' "$1/$page.md" |
            sed -E "s/\.$//; s/^/$page /"
    done
    sed -nE 's/^\| (R-[0-9]+) \|.*/rule \1/p' "$2"
}

# citations FILE…: "file page id", a line each. Comments may break a citation over two lines; "A3–A8" cites both ends.
citations() {
    perl -0777 -ne '
        s{\n\s*(?:///|//|#)\s?}{ }g;
        my $id = qr/(?:§?\d+(?:\.\d+)?|UI-\d+|A-front|[A-HA-P]\d+)/;
        while (/\b(card|domain|ui|security|face|market) facts \(?((?:$id)(?:(?:,| and|–|, §?| …)\s*(?:\d*b?\s*)?(?:and )?$id)*)/gi) {
            my ($page, $list) = (lc $1, $2);
            print "$ARGV $page ", s/^§//r, "\n" for $list =~ /$id/g;
        }
        print "$ARGV rule $1\n" while /\b(R-\d+)\b/g;
    ' "$@"
}

# unresolved SECTIONS CITATIONS: the citations that have no section.
unresolved() { awk 'NR == FNR { there[$0]; next } !(($2 " " $3) in there)' "$1" "$2"; }

sections docs/facts docs/rules.md > "$scratch/sections"
sources() { find "$@" -type f \( -name '*.[ch]pp' -o -name '*.sh' -o -name '*.toml' -o -name '*.po' \) ! -name facts_test.sh -print0; }
sources firmware drivers models sim tests tools ui packaging | xargs -0 perl -e 'print join("\0", @ARGV)' |
    xargs -0 bash -c "$(declare -f citations); citations \"\$@\"" _ > "$scratch/citations"

# It must be able to fail, and to see.
printf '// as the pages say (card facts A3,\n// A99), rule R-77\n' > "$scratch/made_up.cpp"
citations "$scratch/made_up.cpp" | unresolved "$scratch/sections" - > "$scratch/made_up"
[[ $(wc -l < "$scratch/made_up") == 2 ]] || { echo "facts: a made-up citation was not found out"; exit 1; }
count=$(wc -l < "$scratch/citations")
((count >= 100)) || { echo "facts: only $count citations found: the search is broken"; exit 1; }

if unresolved "$scratch/sections" "$scratch/citations" | grep .; then
    echo "facts: these citations have no section in docs/facts or row in docs/rules.md"
    exit 1
fi
echo "$count citations of $(cut -d' ' -f2- "$scratch/citations" | sort -u | wc -l) facts have their sections"
