#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# install_test.sh ROOT: `./kiosk package` builds the packages, and in a bare Debian 12 of its own (mmdebstrap, a folder) they are
# installed, used, upgraded and purged: in_debian.sh. As root and with a network, for Debian's own packages; what was fetched
# is kept in build/install, so that the next run is quick. DEBS=FOLDER: packages that are built already.
set -euo pipefail
cd "$1"
skip() { echo "install: skipped: $*"; exit 77; }
((EUID == 0)) || skip "a root file system is made, which only root may"
command -v mmdebstrap unshare >/dev/null || skip "needs the packages mmdebstrap and util-linux"

kept=$PWD/build/install
debs=${DEBS:-$PWD/out}
mkdir -p "$kept/archives"
[[ -n ${DEBS:-} ]] || ./kiosk package
[[ -e $kept/base.tar ]] || { mmdebstrap --quiet --variant=apt bookworm "$kept/base.part" && mv "$kept/base.part" "$kept/base.tar"; }

root=$(mktemp -d -p "$kept")
trap 'rm -rf --one-file-system "$root"' EXIT
tar -x --numeric-owner -C "$root" -f "$kept/base.tar"
mkdir "$root/test" "$root/debs"
cp tests/integration/install/in_debian.sh tests/integration/vendor/vendor_test.py "$root/test/"
cp "$debs"/*.deb "$root/debs/"
cp --dereference /etc/resolv.conf "$root/etc/"
echo '127.0.0.1 localhost' >"$root/etc/hosts"
find "$kept/archives" -name '*.deb' -exec ln -t "$root/var/cache/apt/archives" {} + 2>/dev/null || true

# Processes and mounts that it leaves end with it.
inside() {  # STEP [WORDS of unshare…]
    local began=$SECONDS
    unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" "${@:2}" -- chroot "$root" /usr/bin/env -i \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive bash /test/in_debian.sh "$1"
    echo "install: $1 in $((SECONDS - began)) s"
}
inside install
find "$root/var/cache/apt/archives" -name '*.deb' -exec ln -f -t "$kept/archives" {} +
inside use --net
inside upgrade --net
inside purge --net
inside put_back --net
