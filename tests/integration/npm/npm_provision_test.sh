#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tests/npm/provision with a stand-in for npm: what is there stays, and each failure is one sentence and a non-zero exit.
set -euo pipefail
root=$1
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
passed=0

mkdir "$work/tools"
for tool in bash dirname cmp rm mkdir cp mv; do ln -s "$(command -v "$tool")" "$work/tools/$tool"; done
npm() { printf '#!/usr/bin/env bash\n%s\n' "$1" > "$work/tools/npm"; chmod +x "$work/tools/npm"; }
provision() { PATH=$work/tools "$root/tests/npm/provision" "$@" > "$work/out" 2> "$work/err"; }
complain() { echo "FAILED: $1: said"; cat "$work/out" "$work/err"; exit 1; }
takes() {  # NAME FOLDER
    provision "$2" || complain "$1"
    passed=$((passed + 1))
}
refuses() {  # NAME SENTENCE FOLDER
    if provision "$3"; then complain "$1"; fi
    [[ $(wc -l < "$work/err") == 1 ]] && grep -qF "$2" "$work/err" || complain "$1"
    [[ ! -e $3.new ]] || complain "$1: left $3.new behind"
    passed=$((passed + 1))
}

refuses "no npm" "npm is missing" "$work/a"
npm 'echo "npm ERR! getaddrinfo EAI_AGAIN" >&2; exit 1'
refuses "no network" "no network" "$work/a"
npm 'echo "npm ERR! code UNABLE_TO_GET_ISSUER_CERT_LOCALLY" >&2; exit 1'
refuses "a proxy that npm does not trust" "NODE_EXTRA_CA_CERTS" "$work/a"
npm 'echo "npm ERR! code EINTEGRITY"; exit 1'
refuses "another archive" "has the wrong checksum" "$work/a"
npm 'echo "npm ERR! ENOSPC: no space left on device"; exit 1'
refuses "disk full" "the disk is full" "$work/a"
npm 'echo "npm ERR! code EUSAGE"; exit 1'
refuses "a lock file of other packages" "do not agree" "$work/a"
: > "$work/file"
refuses "a folder that cannot be made" "no permission or no disk" "$work/file/a"
[[ ! -e $work/a ]] || complain "a failure left something behind"

npm 'mkdir node_modules; echo "$@" > node_modules/called'
takes "first time" "$work/a"
grep -q -- '--ignore-scripts .*--prefer-offline' "$work/a/node_modules/called" || complain "how npm was called"
npm 'exit 1'
takes "second time: nothing is fetched" "$work/a"
echo '{}' > "$work/a/package-lock.json"
refuses "other packages are wanted than are there" "no network" "$work/a"
[[ -e $work/a/node_modules/called ]] || complain "what was there before is gone"

for file in "$root"/tests/npm/package-lock.json; do
    packages=$(grep -c '^    "node_modules/[^/]*": {' "$file")
    (($(grep -c '"integrity": "sha512-' "$file") == packages)) || complain "a package of the lock file has no hash"
    passed=$((passed + 1))
done
echo "$passed passed, 0 failed"
