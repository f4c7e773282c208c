#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# own_numbers_test.sh ROOT: the simulated card takes no name, number or BER-TLV code from the driver that reads it, or a
# mistake there would be the same mistake here and no test would see it. It may use the driver's check of signatures
# (OpenSSL). terminal_signature is not the card: it is the kiosk's side of the simulated terminal authentication.
set -euo pipefail
cd "$1"
readonly include='#include "drivers/'

# borrowed FILE…: the includes that the card may not have.
borrowed() { grep -n "$include" "$@" | grep -v -e 'drivers/mynumber/public_key.hpp"' -e '/terminal_signature\.[ch]pp:' || true; }

files=(sim/card/*.cpp sim/card/*.hpp)
((${#files[@]} > 20)) || { echo "own_numbers: only ${#files[@]} files in sim/card" >&2; exit 1; }
found=$(borrowed "${files[@]}")
[[ -z $found ]] || { printf 'own_numbers: taken from the driver:\n%s\n' "$found" >&2; exit 1; }

# The check itself finds one.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo '#include "drivers/mynumber/tlv.hpp"' >"$work/a.cpp"
echo '#include "drivers/mynumber/public_key.hpp"' >"$work/b.cpp"
[[ $(borrowed "$work/a.cpp" "$work/b.cpp" | wc -l) == 1 ]] || { echo "own_numbers: does not find what it looks for" >&2; exit 1; }
echo "own_numbers: ${#files[@]} files of the simulated card have their own"
