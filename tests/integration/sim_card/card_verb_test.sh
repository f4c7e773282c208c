#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `uketsuke-sim card` on a keyboard and over a socket: card_verb_test.sh PROGRAM. The card comes and goes by words, OpenSC reads it
# through a daemon of the program's own, and nothing is left behind.
set -euo pipefail
program=$1
problem() { echo "card_verb: $1" >&2; exit 1; }

coproc card { "$program" card --persona taro --private --atr contact 2>&1; }
keyboard=${card[1]}
exec 5<&"${card[0]}"
pid=$card_PID
trap 'kill $pid 2>/dev/null || true' EXIT

said=
# next PATTERN: reads lines up to the one that has it; leaves it in $said.
next() {
    while IFS= read -r -t 15 said <&5; do
        case $said in *$1*) return ;; esac
    done
    problem "never said '$1'"
}
tell() { echo "$1" >&"$keyboard"; }

next "export PCSCLITE_CSOCK_NAME="
export PCSCLITE_CSOCK_NAME=${said#*=}
[ -S "$PCSCLITE_CSOCK_NAME" ] || problem "no socket at $PCSCLITE_CSOCK_NAME"
next "taro's card lies on the reader"

until_seen() { for i in $(seq 50); do opensc-tool --name > /dev/null 2>&1 && return; sleep 0.1; done; }

until_seen
[ "$(opensc-tool --name 2>/dev/null)" = jpki ] || problem "OpenSC does not know the card"
next "SELECT application     公的個人認証AP"
tell "swap hanako"
next "ok: hanako's card lies on the reader"
until_seen
opensc-tool --atr 2>/dev/null | grep -qi "3b:da:13:ff" || problem "not the ATR that was asked for"
tell "wink"
next "error: config_invalid"
tell remove
next "in the hand"
tell quit
next bye
wait "$pid" || problem "ended with an error"
[ ! -e "$PCSCLITE_CSOCK_NAME" ] || problem "left its daemon's folder behind"

# The same words over a socket, without a keyboard. perl-base, which every Debian has, brings the client.
folder=$(mktemp -d)
trap 'kill $pid 2>/dev/null || true; rm -rf "$folder"' EXIT
coproc card { exec "$program" card --persona hanako --private --socket "$folder/words" < /dev/null 2>&1; }
exec 5<&"${card[0]}"
pid=$card_PID
# answered WORDS PATTERN: what one line of words is answered with.
answered() {
    local got
    got=$(perl -MIO::Socket::UNIX -e 'alarm 15; my $socket = IO::Socket::UNIX->new(shift) or die "no socket\n";
        print $socket shift, "\n"; print scalar <$socket>' "$folder/words" "$1") || problem "no answer to '$1'"
    [[ $got == $2 ]] || problem "'$1' was answered with '$got'"
}
next "export PCSCLITE_CSOCK_NAME="
PCSCLITE_CSOCK_NAME=${said#*=}
next "hanako's card lies on the reader"
answered remove "ok: hanako's card is in the hand"
answered insert "ok: hanako's card lies on the reader"
answered "swap taro fast" "ok: taro's card lies on the reader"
answered "swap hanako" "ok: hanako's card lies on the reader"
answered tries "ok: PIN 3, signature password 5, 照合番号B 10; VERIFYs so far: 0"
answered wink "error: config_invalid: 'wink' is not known; insert | *"
answered "swap nobody" "error: config_invalid: nobody is called 'nobody'; there are blank *"
answered "" "error: config_invalid: *; insert | *"
answered status "ok: hanako's card lies on the reader"
until_seen
[ "$(opensc-tool --name 2>/dev/null)" = jpki ] || problem "OpenSC does not know the card that was swapped over the socket"
answered quit bye
wait "$pid" || problem "ended with an error after a quit over the socket"
[ ! -e "$folder/words" ] || problem "left its socket behind"
[ ! -e "$PCSCLITE_CSOCK_NAME" ] || problem "left its daemon's folder behind"

"$program" card --rate 7 > /dev/null 2>&1 && problem "took a rate that there is not"
"$program" card --persona nobody --private > /dev/null 2>&1 && problem "took a person that there is not"
advice=$("$program" card --port 1 2>&1) && problem "found a reader where there is none"
[[ $advice == *"install the packages pcscd and vsmartcard-vpcd"* ]] || problem "no word on what to do"
echo "card_verb: good"
