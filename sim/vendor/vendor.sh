#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# vendor.sh SIMULATOR DESK FOLDER [WORDS…]: what `uketsuke-sim vendor` starts: a kiosk on the real rig with its service over TLS, a
# desk, and a folder of results, for whoever writes a clinic's program. WORDS are those of `uketsuke-sim dock`. docs/vendor.md.
set -euo pipefail
export LC_ALL=C.UTF-8

simulator=$1 desk=$2 folder=$3
shift 3
[[ -x $desk ]] || { echo "uketsuke-sim: no desk at $desk: build the target uketsuke-desk" >&2; exit 1; }
mkdir -p "$folder/desk"
folder=$(cd "$folder" && pwd)

# The desk's account is made anew each time, and counts on this machine alone.
password=$(head -c 9 /dev/urandom | base64 | tr '+/' 'xy')
printf '[desk]\nport = 0\nsocket = "%s"\nstate_folder = "%s"\n' "$folder/desk/desk.sock" "$folder/desk" >"$folder/desk/desk.toml"
"$desk" --new-account clerk <<<"$password" >>"$folder/desk/desk.toml"

processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; wait' EXIT
trap 'exit 0' INT TERM

said() {  # FILE PROCESS: the first line that a child says, once it is there
    until [[ -s $1 ]]; do
        kill -0 "$2" 2>/dev/null || exit 1
        sleep 0.05
    done
    head -n 1 "$1"
}
rm -f "$folder/desk/said" "$folder/dock"
"$desk" --config "$folder/desk/desk.toml" >"$folder/desk/said" &
processes+=($!)
desk_url=$(said "$folder/desk/said" "${processes[0]}")
"$simulator" dock --rig real --desk "$folder/desk/desk.sock" --out "$folder" "$@" >"$folder/dock" </dev/null &
processes+=($!)
dock_url=$(said "$folder/dock" "${processes[1]}" | sed -E 's/.*"dock":"([^"]*)".*/\1/')

echo "1. Have your program watch $folder/face: each check-in puts one file there."
echo "2. Open $dock_url, take a card, lay it down, look or type the PIN: the kiosk writes the result."
echo "3. The clerks' page is $desk_url (name clerk, password $password). Ctrl+C ends all; docs/vendor.md goes on from here."
wait "${processes[1]}"
