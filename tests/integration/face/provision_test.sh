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
for tool in bash env dirname awk grep sha256sum cut sort wc mkdir mktemp realpath rm mv cp cmp chmod tar gzip df dpkg-deb; do
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
stand_in npm 'echo "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN" >&2; exit 1'
refuses "a proxy that npm does not trust" "NODE_EXTRA_CA_CERTS" "$work/b"
cd "$work"
refuses "the same, as the front door names a folder" "NODE_EXTRA_CA_CERTS" b
cd "$OLDPWD"
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

# A deployer's own manifest names a second package, whose network has to be converted. In a tree of its own: nothing of the
# repository's is touched.
mkdir -p "$work/tree/sim/people" "$work/tree/build" "$work/tree/firmware" "$work/tree/tools"
cp -r "$root/models" "$work/tree/models" && cp -r "$root/firmware/base" "$work/tree/firmware/base"
cp -r "$root/tools/convert" "$work/tree/tools/convert"
cp -r "$root/firmware/command_line" "$work/tree/firmware/command_line"
cp "$root/sim/people/portraits.toml" "$work/tree/sim/people/" && ln -s "$root/build/deps/portraits" "$work/tree/portraits"
cp -r "$root/build/deps/models" "$work/tree/models.there"
mkdir "$work/package" && printf 'no network at all' > "$work/package/tiny.tflite"
tar -czf "$work/tiny.tgz" -C "$work" package
stand_in npm "cp '$work/tiny.tgz' . && echo tiny.tgz"
tiny() {  # SHA256 of the file in the package
    printf '[source.tiny]\nnpm = "tiny"\nversion = "1"\nsha256 = "%s"\n' "$(sha256sum "$work/tiny.tgz" | cut -d' ' -f1)"
    printf '[embedding.tiny]\nsource = "tiny"\nfile = "tiny.onnx"\npath = "package/tiny.tflite"\npath_sha256 = "%s"\nsha256 = "0"\n' "$1"
}
here=$root; root=$work/tree
tiny 1234 > "$work/tree/models/manifest.local.toml"
refuses "wrong original" "package/tiny.tflite has the wrong checksum" "$work/tree/models.there" "$work/tree/portraits"
tiny "$(sha256sum "$work/package/tiny.tflite" | cut -d' ' -f1)" > "$work/tree/models/manifest.local.toml"
refuses "no compiler" "g++ is missing" "$work/tree/models.there" "$work/tree/portraits"
printf '#!/usr/bin/env bash\nexec %q "$@"\n' "$(command -v g++)" > "$work/tools/g++" && chmod +x "$work/tools/g++"
for tool in as ld; do ln -s "$(command -v "$tool")" "$work/tools/$tool"; done
refuses "no TensorFlow Lite" "tiny.tflite: no TensorFlow Lite file" "$work/tree/models.there" "$work/tree/portraits"
rm "$work/tree/models/manifest.local.toml" "$work/tree/models.there/digits_strict.onnx"
provision "$work/tree/models.there" "$work/tree/portraits" || { echo "FAILED: without it all is there again"; cat "$work/err"; exit 1; }
cmp "$work/tree/models.there/digits_strict.onnx" "$here/models/digits_strict.onnx" ||
    { echo "FAILED: our own network is not put beside the fetched ones"; exit 1; }
passed=$((passed + 1)); root=$here
echo "$passed passed, 0 failed"
