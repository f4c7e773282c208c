#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# uketsuke-card first-contact in a terminal of its own, through the real pcscd: terminal_test.sh CARD SIM DECODER PEOPLE.
# The simulated card's own word on what it was sent is the judge of what was spent.
set -euo pipefail
readonly tool=$1 sim=$2 decoder=$3 people=$4
problem() { echo "first_contact: $1" >&2; exit 1; }
command -v script > /dev/null || problem "script is missing (Debian package bsdutils)"
folder=$(mktemp -d)
pid= terminal_pid=
trap 'kill $pid $terminal_pid 2>/dev/null || true; rm -rf "$folder"' EXIT

# card WORDS…: a simulated card in a daemon of its own; words go to a socket.
card() {
    rm -f "$folder/words"
    "$sim" card --private --socket "$folder/words" "$@" < /dev/null > "$folder/card.log" 2>&1 &
    pid=$!
    for i in $(seq 300); do grep -q "lies on the reader" "$folder/card.log" && break; sleep 0.1; done
    PCSCLITE_CSOCK_NAME=$(sed -n 's/.*export PCSCLITE_CSOCK_NAME=//p' "$folder/card.log")
    export PCSCLITE_CSOCK_NAME
    until_seen 'a card lies there'
}
# until_seen PATTERN: until the tool's first look at the desk says so; nothing is sent to any card.
until_seen() {
    for i in $(seq 300); do
        "$tool" first-contact < /dev/null 2>&1 | grep -q "$1" && return
        sleep 0.1
    done
    problem "never saw '$1'"
}
tell() {
    perl -MIO::Socket::UNIX -e 'alarm 30; my $socket = IO::Socket::UNIX->new(shift) or die "no socket\n";
        print $socket shift, "\n"; print scalar <$socket>' "$folder/words" "$1"
}
swap() {
    tell "swap $1" > /dev/null
    until_seen 'a card lies there'
}
# spent N: so many VERIFYs reached the card since it was laid down.
spent() { [[ $(tell tries) == *"VERIFYs so far: $1" ]] || problem "after '$case_name': $(tell tries), not $1 VERIFYs"; }
away() { tell quit > /dev/null; wait "$pid" || true; }

# talk EXIT QUESTION ANSWER …: runs it in a terminal; waits for each question before it answers, then for its end.
talk() {
    local wanted=$1 said='' part exit_code
    shift
    rm -rf "$folder/out" "$folder/typed"
    mkfifo "$folder/typed"
    script -qfec "$tool first-contact --today 20260401 --camera /dev/nowhere --decoder $decoder --out $folder/out" \
        "$folder/said" < "$folder/typed" > /dev/null 2>&1 &
    terminal_pid=$!
    exec 7> "$folder/typed"
    while (($# > 0)); do
        asked "$1" || problem "'$case_name' never asked '$1': $(tail -n 5 "$folder/said")"
        [[ $2 != remove ]] || tell remove > /dev/null
        case $2 in remove) printf 'y\n' >&7 ;; INTERRUPT) printf '\003' >&7 ;; END) printf '\004' >&7 ;; *) printf '%s\n' "$2" >&7 ;; esac
        shift 2
    done
    exit_code=0
    wait "$terminal_pid" || exit_code=$?
    exec 7>&-
    ((exit_code == wanted)) || problem "'$case_name' ended with $exit_code, not $wanted: $(tail -n 8 "$folder/said")"
}
# asked QUESTION: it stands at the end of what was said, waiting.
asked() {
    for i in $(seq 600); do
        tail -c 300 "$folder/said" 2> /dev/null | tr -d '\r' | tail -n 1 | grep -qF "$1" && return
        sleep 0.05
    done
    return 1
}
of() { sed -n "s/^$2 = \"\\?\\([^\"]*\\)\"\\?.*/\\1/p" "$people/$1.toml"; }
readonly number=23031220332285 pin=1234  # hanako's

rest=("How old" 3 "How many years" 2 "Glasses?" "" "Write it" y)
card --person hanako

case_name="everything agreed to"
talk 0 "Look at the card" y "Read the photo" y "照合番号B: birth" $number "four-digit PIN" y "PIN, 4 digits" $pin "${rest[@]}"
spent 2
[[ -s $folder/out/report.json && -s $folder/out/report.html ]] || problem "no report was written"
for word in "$(of hanako name)" "$(of hanako name_kana)" "$(of hanako address)" $number 19480312 1948-03-12 230312; do
    grep -qF "$word" "$folder/out/report.json" "$folder/out/report.html" && problem "the report holds '$word'"
done
grep -qF "$number" "$folder/said" && problem "the terminal shows 照合番号B"
cp "$folder/out/report.json" "$folder/first.json"

case_name="a no to each thing"
talk 0 "Look at the card" y "Read the photo" n "four-digit PIN" n "How old" "" "How many years" "" "Glasses?" "" "Write it" n
spent 2
[[ ! -e $folder/out ]] || problem "a report was written against a no"

case_name="Ctrl-C before the number"
talk 0 "Look at the card" y "Read the photo" y "照合番号B: birth" INTERRUPT
spent 2
grep -q '"version": 1' "$folder/said" || problem "what was learnt was not told"

case_name="the terminal's end before the PIN"
talk 0 "Look at the card" y "Read the photo" n "four-digit PIN" END
spent 2

case_name="wrong digits"
talk 9 "Look at the card" y "Read the photo" y "照合番号B: birth" ${number%?}6 "four-digit PIN" n "${rest[@]}"
spent 3
[[ $(tell tries) == *"照合番号B 9,"* || $(tell tries) == *"照合番号B 9;"* ]] || problem "not one try was spent: $(tell tries)"

swap face_only
case_name="a PIN that is blocked"
talk 0 "Look at the card" y "Read the photo" n "${rest[@]}"
grep -q "The PIN is not asked for" "$folder/said" || problem "not a word on the blocked PIN"
spent 0
swap floor
case_name="five tries left on the number"
talk 9 "Look at the card" y "four-digit PIN" n "${rest[@]}"
spent 0
swap next_generation
case_name="six digits"
talk 0 "Look at the card" y "Read the photo" y "照合番号B, 6 digits" "$(of next_generation short_number)" "four-digit PIN" n "${rest[@]}"
spent 1
grep -q '"kind": "next_generation"' "$folder/out/report.json" || problem "not the next generation"
swap hanako

case_name="the card pulled before the number"
talk 6 "Look at the card" y "Read the photo" remove "照合番号B: birth" $number "${rest[@]}"
spent 0
until_seen 'empty'

case_name="no card"
talk 6 "Look at the card" y "${rest[@]}"

case_name="stdin closed from the start"
"$tool" first-contact < /dev/null > "$folder/said" 2>&1 || problem "a closed input ended with $?"
away

# A card like the one of the report, and its report: the same but for times, and for the parts in which a file was read,
# since its lengths are told in steps.
card --like "$folder/first.json"
case_name="a card like it"
talk 0 "Look at the card" y "Read the photo" y "照合番号B: birth" $number "four-digit PIN" y "PIN, 4 digits" $pin "${rest[@]}"
spent 2
untimed() { sed -E 's/"(least|median|most)_ms": [0-9.]+/"\1_ms": 0/g; /READ BINARY/d' "$1"; }
diff <(untimed "$folder/first.json") <(untimed "$folder/out/report.json") > "$folder/diff" || problem "another report: $(head -n 6 "$folder/diff")"
away
"$sim" card --like "$folder/said" --private > /dev/null 2>&1 && problem "took what is no report"
"$sim" card --like "$folder/first.json" --rate 106 --private > /dev/null 2>&1 && problem "took --rate beside --like"
echo "first_contact: good"
