#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# models/provision without a network: what is there stays, and each failure is one sentence and a non-zero exit.
set -euo pipefail
root=$1
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
passed=0

# A PATH with the ordinary tools, the given stand-ins, and nothing that reaches a network.
mkdir "$work/tools"
for tool in bash env dirname awk sha256sum cut sort wc mkdir mktemp rm mv cp cmp chmod tar df dpkg-deb; do
    ln -s "$(command -v "$tool")" "$work/tools/$tool"
done
stand_in() { rm -f "$work/tools/$1"; printf '#!/usr/bin/env bash\n%s\n' "$2" > "$work/tools/$1"; chmod +x "$work/tools/$1"; }
provision() { PATH=$work/tools "$root/models/provision" "$@" > "$work/out" 2> "$work/err"; }
refuses() {  # NAME SENTENCE ARGUMENTS…
    local name=$1 sentence=$2; shift 2
    if provision "$@"; then echo "FAILED: $name: exit 0"; exit 1; fi
    if [[ $(wc -l < "$work/err") != 1 ]] || ! grep -qF "$sentence" "$work/err"; then
        echo "FAILED: $name: said"; cat "$work/err"; exit 1
    fi
    passed=$((passed + 1))
}

[[ -f $root/build/deps/models/manifest.toml ]] || { echo "FAILED: the face models are not there: run ./kiosk setup"; exit 1; }
provision || { echo "FAILED: what set-up fetched is not accepted"; cat "$work/err"; exit 1; }
passed=$((passed + 1))

refuses "npm missing" "npm is missing" "$work/a"
stand_in npm 'echo "getaddrinfo EAI_AGAIN" >&2; exit 1'
refuses "no network for npm" "no network" "$work/b"
stand_in npm 'echo rubbish > some.tgz; echo some.tgz'
refuses "wrong archive" "has the wrong checksum" "$work/c"
[[ ! -e $work/c/fr_feature.onnx ]] || { echo "FAILED: a wrong archive left a model behind"; exit 1; }
stand_in df 'echo "Filesystem 1024-blocks Used Available"; echo "disk 100 99 20480"'
refuses "no disk" "20 MB are free, 150 MB are needed" "$work/d"
rm "$work/tools/df" && ln -s "$(command -v df)" "$work/tools/df"

cp -r "$root/build/deps/models" "$work/models"
refuses "apt-get missing" "apt-get and dpkg-deb are missing" "$work/models" "$work/e"
stand_in apt-get 'exit 100'
refuses "no network for apt-get" "no network" "$work/models" "$work/f"
printf 'x' >> "$work/models/fr_detect.onnx"
stand_in npm 'echo "getaddrinfo EAI_AGAIN" >&2; exit 1'
refuses "a spoilt model is noticed and fetched again" "no network" "$work/models"
: > "$work/file"
refuses "a folder that cannot be made" "no permission or no disk" "$work/file/models"
echo "$passed passed, 0 failed"
