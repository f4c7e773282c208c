#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# in_debian.sh STEP: one step of install_test.sh, in the Debian that it made. No service manager runs there: what units start is
# started by their own words, as their users; `use`, `upgrade` and `purge` have no network but a loopback of their own.
set -euo pipefail
export SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy
settings=/etc/uketsuke/uketsuke.toml
units=/lib/systemd/system
newer=9.0.0

fail() { echo "install: $*" >&2; exit 1; }
is() { [[ $(stat -c '%a %U:%G' "$1") == "$2" ]] || fail "$1 is $(stat -c '%a %U:%G' "$1"), not $2"; }  # FILE "MODE USER:GROUP"
until_true() {  # SECONDS COMMAND…
    local end=$((SECONDS + $1))
    until "${@:2}"; do
        ((SECONDS < end)) || fail "not within $1 s: ${*:2}"
        sleep 0.2
    done
}
as() { setpriv --reuid="$1" --regid="$1" --init-groups --no-new-privs "${@:2}"; }  # USER COMMAND…
reads() { as "$1" cat "$2" >/dev/null 2>&1; }  # USER FILE
said() { grep -q "$2" "$1"; }                  # FILE WORDS
set_to() { sed -i "/^\[$1\]/,/^\[/ s|^$2 = .*|$2 = $3|" $settings && grep -qF "$2 = $3" $settings; }  # TABLE KEY VALUE
of_unit() { sed -n "s/^$2=//p" "$units/$1"; }  # UNIT WORD

# run UNIT: as the service manager would, in the background; what it says goes to /run/UNIT.said.
run() {
    local user folder
    user=$(of_unit "$1" User)
    folder=$(of_unit "$1" RuntimeDirectory)
    [[ -z $folder ]] || install -d -o "$user" -g "$user" -m "$(of_unit "$1" RuntimeDirectoryMode)" "/run/$folder"
    (umask "$(of_unit "$1" UMask)"; exec setpriv --reuid="$user" --regid="$user" --init-groups --no-new-privs --bounding-set=-all \
        $(of_unit "$1" ExecStart)) >"/run/$1.said" 2>&1 &
}

install_all() {
    echo 'APT::Install-Suggests "false"; Acquire::Languages "none";' >/etc/apt/apt.conf.d/99test
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
    apt-get -qq update
    apt-get -qq install --no-install-recommends iproute2 python3-minimal procps >/dev/null
    apt-get -qq install /debs/*.deb >/run/apt.said 2>&1 || { tail -n 40 /run/apt.said; fail "apt install"; }
    for package in uketsuke uketsuke-desk uketsuke-sim uketsuke-tools; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' $package) == installed ]] || fail "$package is not installed"
    done
    is $settings "640 root:uketsuke"
    is /etc/uketsuke/desk.toml "640 root:uketsuke-desk"
    is /var/lib/uketsuke "700 uketsuke:uketsuke"
    is /var/lib/uketsuke-desk "700 uketsuke-desk:uketsuke-desk"
    is /var/lib/uketsuke-line "700 uketsuke-line:uketsuke-line"
    is /srv/oqs/face "770 uketsuke:uketsuke"
    [[ -x /usr/bin/Xorg && -x /usr/lib/xorg/Xorg ]] || fail "there is no X server"
    for unit in uketsuke uketsuke-link uketsuke-screen uketsuke-desk uketsuke-desk-line; do
        [[ -e /etc/systemd/system/multi-user.target.wants/$unit.service ]] || fail "$unit.service is not started at boot"
    done
    [[ ! -e /etc/systemd/system/multi-user.target.wants/uketsuke-notice.service ]] || fail "the notice is started at boot"
}

not_set_up() {
    local code=0 notice
    as uketsuke uketsuke --config $settings --ready >/run/ready 2>&1 || code=$?
    ((code == 5)) || { cat /run/ready; fail "a kiosk that nobody has set up is ready ($code)"; }
    code=0
    as uketsuke uketsuke --config $settings >/run/start 2>&1 || code=$?
    ((code == 3)) || { cat /run/start; fail "a kiosk that nobody has set up ends with $code"; }
    as uketsuke uketsuke --config $settings --notice >/run/notice 2>&1 &
    notice=$!
    sleep 4
    kill -0 $notice || { cat /run/notice; fail "the notice does not stay"; }
    set_up
    until_true 60 bash -c "! kill -0 $notice 2>/dev/null"
    wait $notice || { cat /run/notice; fail "the notice did not end well once the kiosk was set up"; }
}

# With the simulator's keys, as somebody sets a kiosk up who follows docs/operate.md.
set_up() {
    local card=/var/lib/uketsuke-sim/card service=/var/lib/uketsuke-sim/service
    cp $card/authorities.crt /etc/uketsuke/card_authorities.pem
    cp $card/face_record_roots.pub /etc/uketsuke/card_issuers.pem
    cp $service/ca.crt /etc/uketsuke/service_ca.pem
    cp $service/client.crt /etc/uketsuke/kiosk.pem
    cp $service/client.key /etc/uketsuke/kiosk.key
    systemd-tmpfiles --create uketsuke.conf
    is /etc/uketsuke/kiosk.key "400 uketsuke-link:uketsuke-link"
    set_to service url "\"https://localhost:9443\""
    set_to camera required false
    set_to results facility_code '"1319999999"'
    set_to desk socket '"/run/uketsuke-desk/desk.sock"'
    set_to log level '"info"'
    is $settings "640 root:uketsuke"
}

# Who may read what.
apart() {
    local user
    reads uketsuke-link /etc/uketsuke/kiosk.key || fail "uketsuke-link cannot read the key"
    for user in uketsuke uketsuke-desk uketsuke-line uketsuke-screen nobody; do
        ! reads $user /etc/uketsuke/kiosk.key || fail "$user reads the service's key"
    done
    for user in uketsuke uketsuke-link; do reads $user $settings || fail "$user cannot read the settings"; done
    for user in uketsuke-desk uketsuke-line uketsuke-screen nobody; do
        ! reads $user $settings || fail "$user reads the kiosk's settings"
    done
    reads uketsuke-desk /etc/uketsuke/desk.toml || fail "the desk cannot read its settings"
    ! reads uketsuke /etc/uketsuke/desk.toml || fail "the kiosk reads the desk's accounts"
    for user in uketsuke-link uketsuke-desk uketsuke-line uketsuke-screen nobody; do
        ! as $user ls /var/lib/uketsuke >/dev/null 2>&1 || fail "$user reads the kiosk's state"
    done
}

# The kiosk, the line and the desk as installed, with a card and a service that are simulated: a card is read.
serve() {
    local card=/run/card.sock
    mkdir -p /run/pcscd
    /usr/sbin/pcscd --foreground >/run/pcscd.said 2>&1 &
    uketsuke-sim service --listen 127.0.0.1:9443 >/run/service.said </dev/null &
    printf 'correct horse battery\n' | uketsuke-desk --new-account clerk --role manager >>/etc/uketsuke/desk.toml
    python3 -c 'import os, socket
heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
heard.bind("/run/notify")
os.chmod("/run/notify", 0o666)
while True: print(heard.recv(4096).decode(), flush=True)' >/run/notify.said &
    until_true 20 test -S /run/notify
    export NOTIFY_SOCKET=/run/notify
    run uketsuke-desk.service
    run uketsuke-link.service
    until_true 20 test -S /run/uketsuke-link/link.sock -a -S /run/uketsuke-desk/desk.sock
    run uketsuke.service
    until_true 60 said /run/notify.said READY=1
    uketsuke-sim card --persona hanako --socket $card >/run/card.said 2>&1 </dev/null &
    until_true 20 test -S $card
    say() { python3 -c 'import socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[1])
line.sendall((sys.argv[2] + "\n").encode())
print(line.makefile().readline())' $card "$1"; }
    say remove
    sleep 2
    say insert
    until_true 30 said /var/lib/uketsuke/audit.jsonl session_started
    sleep 2
    say remove
    until_true 60 said /var/lib/uketsuke/audit.jsonl session_ended
    uketsuke --verify-audit --config $settings
    as uketsuke uketsuke --config $settings --ready --json >/run/ready.json || true
    python3 - <<'P' || { cat /run/ready.json /run/*.service.said; fail "not ready"; }
import json, sys
rows = json.load(open("/run/ready.json"))
found = {row["part"]: row["level"] for row in rows["rows"]}
print(found)
sys.exit(any(found[part] not in ("ready", "soon") for part in ("service", "reader", "folder", "journal", "desk")))
P
}

# The rest of a check-in needs fingers: the simulator's, on the installed files.
check_in() {
    python3 /test/vendor_test.py /usr/bin/uketsuke-sim
    uketsuke-sim play --out /run/played /usr/share/uketsuke/sim/scenarios/demo_pin.scn
    [[ ! -e /usr/share/uketsuke/models/manifest.toml ]] || uketsuke-sim demo --out /run/demo
    uketsuke-card --help >/dev/null
}

use() {
    ip link set lo up
    not_set_up
    apart
    serve
    check_in
}

# newer_of PACKAGE: the same with a higher version, and a word more in its settings.
newer_of() {
    local folder=/run/newer/$1
    mkdir -p /run/newer
    dpkg-deb -R /debs/"$1"_*.deb "$folder"
    local version
    version=$(sed -n 's/^Version: //p' "$folder/DEBIAN/control")
    sed -i "s/^Version: .*/Version: $newer/; s/(= $version)/(= $newer)/" "$folder/DEBIAN/control"
    [[ ! -e $folder/DEBIAN/preinst ]] || sed -i "s/$version/$newer/g" "$folder/DEBIAN/preinst"
    [[ ! -e $folder$settings ]] || echo '# a newer word' >>"$folder$settings"
    dpkg-deb -Znone -b "$folder" "/run/newer/$1.deb" >/dev/null
}

ours() { cat $settings /etc/uketsuke/desk.toml /etc/uketsuke/kiosk.key /var/lib/uketsuke/* /var/lib/uketsuke-desk/* | sha256sum; }

upgrade() {
    local before code=0
    before=$(ours)
    for package in uketsuke uketsuke-desk uketsuke-sim; do newer_of $package; done
    apt-get -qq install /run/newer/*.deb </dev/null >/run/apt.said 2>&1 || { cat /run/apt.said; fail "the upgrade"; }
    [[ $(dpkg-query -W -f '${Version}' uketsuke) == "$newer" ]] || fail "the newer version is not there"
    [[ $(ours) == "$before" ]] || fail "the upgrade changed settings, keys or state"
    said $settings.dpkg-dist 'a newer word' || fail "the newer settings do not lie beside ours"
    is $settings "640 root:uketsuke"
    is /etc/uketsuke/kiosk.key "400 uketsuke-link:uketsuke-link"
    apart
    for package in uketsuke uketsuke-desk; do
        code=0
        dpkg --install /debs/${package}_*.deb >/run/apt.said 2>&1 || code=$?
        ((code != 0)) && said /run/apt.said "$newer is installed" || { cat /run/apt.said; fail "going back to an older $package was not refused"; }
        [[ $(dpkg-query -W -f '${Version} ${db:Status-Status}' $package) == "$newer installed" ]] || fail "$package was harmed by going back"
    done
    [[ $(ours) == "$before" ]] || fail "going back changed settings, keys or state"
}

packages=(uketsuke uketsuke-desk uketsuke-sim uketsuke-tools uketsuke-models)

purge() {
    local left
    tar -C / -czf /test/kiosk.tar.gz etc/uketsuke var/lib/uketsuke var/lib/uketsuke-desk var/lib/uketsuke-line
    mkdir -p /srv/oqs/req
    echo '架空　花子' >/srv/oqs/req/OQSsiimm01res_1.xml
    mount -t tmpfs none /srv/oqs/face
    echo "the clinic's" >/srv/oqs/face/OQSsiquc01res_1.xml
    ln /etc/uketsuke/kiosk.key /var/tmp/same_key
    grep -q 'PRIVATE KEY' /var/tmp/same_key
    apt-get -qq remove "${packages[@]}" >/dev/null 2>&1
    for file in $settings /etc/uketsuke/kiosk.key /var/lib/uketsuke/audit.jsonl /var/lib/uketsuke-desk/desk.key; do
        [[ -e $file ]] || fail "$file was removed with the package"
    done
    [[ ! -e /usr/bin/uketsuke && ! -e $units/uketsuke.service ]] || fail "the package was not removed"
    apt-get -qq purge "${packages[@]}" >/run/apt.said 2>&1 || { cat /run/apt.said; fail "purge"; }
    said /srv/oqs/face/OQSsiquc01res_1.xml "the clinic's" || fail "the clinic's share was emptied"
    umount /srv/oqs/face
    rmdir /srv/oqs/face /srv/oqs || { find /srv/oqs; fail "something is left in /srv/oqs"; }
    ! grep -q 'PRIVATE KEY' /var/tmp/same_key || fail "the key was deleted, not overwritten"
    rm -rf /run/* /var/tmp/same_key
    left=$(find / -xdev \( -path /proc -o -path /sys -o -path /test -o -path /debs \) -prune -o -iname '*uketsuke*' -print)
    [[ -z $left ]] || fail "left behind: $left"
    left=$(grep -rlE '架空|PRIVATE KEY' /etc /var /srv /root /home /tmp /run 2>/dev/null || true)
    [[ -z $left ]] || fail "names a patient, or holds a key: $left"
}

# The copy of before the purge, on a machine set up anew.
put_back() {
    apt-get -qq install /debs/uketsuke_*.deb /debs/uketsuke-desk_*.deb >/run/apt.said 2>&1 || { cat /run/apt.said; fail "installing again"; }
    tar -C / -xzf /test/kiosk.tar.gz
    systemd-tmpfiles --create
    apart
    uketsuke --verify-audit --config $settings
    as uketsuke uketsuke --config $settings >/run/again.said 2>&1 &
    sleep 5
    kill -0 $! || { cat /run/again.said; fail "the kiosk that was put back does not start"; }
}

case $1 in
    install) install_all ;;
    use | upgrade | purge | put_back) "$1" ;;
esac
