#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# page_test.sh PAGE PROGRAM: runs every "sh" block of the page in one shell, in order, and holds what each one says to the "text"
# block behind it, if there is one; … stands for anything in a line.
set -euo pipefail
page=$(readlink -f "$1")
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf -- "$work"' EXIT
mkdir "$work/blocks" "$work/bin" "$work/here"
ln -s "$(readlink -f "$2")" "$work/bin/uketsuke-sim"
PATH=$work/bin:$PATH
problem() { echo "service_page: $1" >&2; exit 1; }

# 01.sh, 02.sh, 02.text, …: the text belongs to the block before it.
BLOCKS=$work/blocks perl -ne '
    if (!$to && /^```(sh|text)$/) { $n++ if $1 eq "sh"; open $to, ">", sprintf "$ENV{BLOCKS}/%02d.$1", $n; next }
    if ($to && /^```$/) { undef $to; next }
    print $to $_ if $to' "$page"
# says EXPECTED GOT
says() {
    perl -0777 -e '
        my ($expected, $got) = map { open my $in, "<", $_ or die; scalar <$in> } @ARGV;
        my $pattern = join "[^\n]*", map { quotemeta } split /…/, $expected, -1;
        exit !($got =~ /^$pattern$/)' "$1" "$2"
}

cd "$work/here"
compared=0
for block in "$work"/blocks/*.sh; do
    number=$(basename "$block" .sh)
    eval "$(cat "$block")" > "$work/said" 2>&1 || problem "block $number failed: $(cat "$block" "$work/said")"
    [[ -e $work/blocks/$number.text ]] || continue
    says "$work/blocks/$number.text" "$work/said" || problem "block $number says otherwise: $(cat "$work/said")"
    compared=$((compared + 1))
done
((compared >= 10)) || problem "only $compared examples were found"
says <(echo 'a … c') <(echo 'a b c') && ! says <(echo 'a … c') <(echo 'a b d') || problem "the comparison finds nothing"
echo "service_page: $compared examples say what the page says"
