#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# image_test.sh ROOT PYTHON: the vendor's image is made from Debian's packages, says its three lines, and following them leaves a
# result outside of it. As root, with a network and the packages of `./kiosk vendor --image`; in a chroot, so that it also runs where
# no container may be started in another.
set -euo pipefail
cd "$1"
readonly name=uketsuke-vendor-test

packaging/container/build "$name"
scratch=$(mktemp -d)
container=$(buildah from "$name")
trap 'buildah rm "$container" >/dev/null; rm -rf "$scratch"' EXIT

# What the test of the vendor's kit calls in place of the program; its folder is the same in the image.
cat >"$scratch/uketsuke-sim" <<END
#!/bin/bash
exec buildah run --isolation chroot --volume /tmp:/tmp "$container" -- build/dev/sim/uketsuke-sim "\$@"
END
chmod +x "$scratch/uketsuke-sim"
"$2" tests/integration/vendor/vendor_test.py "$scratch/uketsuke-sim"
echo "image: $(buildah images --format '{{.Size}}' "$name"), the kit of it leaves a result"
