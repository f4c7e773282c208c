#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# files_test.sh ROOT BUILD: what each package has is installed into a folder; whatever units, settings and docs/operate.md name is
# in it, users and modes are as meant, and systemd's own checks have nothing to say.
set -euo pipefail
source=$1 build=$2
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root
units=$root/lib/systemd/system
wrong=0
problem() { echo "install: $*" >&2; wrong=1; }

mkdir -p "$root"
mapfile -t components < <(sed -n 's/^Package: //p' "$source/packaging/debian/control")
for component in "${components[@]}"; do
    DESTDIR=$root cmake --install "$build" --prefix /usr --component "$component" >"$scratch/$component"
    grep -q "^-- Installing" "$scratch/$component" || problem "$component has nothing in it"
done
mapfile -t ours < <(cd "$units" && ls -1 uketsuke*.service)
((${#ours[@]} >= 5)) || problem "only ${#ours[@]} units were installed"

# ---- what is named is there

# named UNIT: files that it starts or reads, but for those of its Condition….
named() {
    grep -oE '(^ExecStart=|^EnvironmentFile=|^Documentation=file://| --?config )/[^ ]+' "$1" | sed -E 's#^[^/]*(//)?/#/#' | sort -u |
        grep -vxFf <(sed -n 's/^ConditionPathExists=//p' "$1"; echo /bin/sh)
}
missing_of() {  # UNIT
    named "$1" | while read -r file; do [[ -e $root$file ]] || echo "$(basename "$1") names $file, which no package has"; done
}
for unit in "${ours[@]}"; do missing_of "$units/$unit"; done >"$scratch/missing"
# Voice packs are the clinic's choice (docs/voice_packs.md).
sed -nE 's/^[a-z_]+ = "(\/(usr|etc\/uketsuke\/guidance)[^"]*)"$/\1/p' "$root"/etc/uketsuke/*.toml | grep -v '/packs$' |
    while read -r file; do
        [[ -e $root$file || $file == */models ]] || echo "the settings name $file, which no package has"
    done >>"$scratch/missing"
grep -oE '`[^`]+`' "$source/docs/operate.md" | tr -d '`' | grep -E '^(/usr/share/doc/uketsuke|/etc/uketsuke/[a-z]+\.(toml|env)$|uketsuke[a-z-]*\.service$)' | sort -u |
    while read -r name; do
        [[ -e $root$name || -e $units/$name ]] || echo "docs/operate.md names $name, which no package has"
    done >>"$scratch/missing"
while read -r line; do problem "$line"; done <"$scratch/missing"
printf '[Service]\nExecStart=/usr/bin/no-such-program --config /etc/uketsuke/no.toml\n' >"$scratch/made_up.service"
[[ $(missing_of "$scratch/made_up.service" | wc -l) == 2 ]] || problem "a made-up unit's files were not missed"

# ---- users and modes

mkdir -p "$root/etc" "$root/var/lib" "$root/srv"
cp /lib/systemd/system/pcscd.service /lib/systemd/system/pcscd.socket "$units/"
echo secret >"$root/etc/uketsuke/kiosk.key"
SYSTEMD_LOG_LEVEL=warning systemd-sysusers --root="$root" "$root"/usr/lib/sysusers.d/*.conf
known=" $(cut -d: -f1 "$root/etc/passwd" "$root/etc/group" | tr '\n' ' ') root audio dialout input lp render tty video "
for word in $(sed -nE 's/^(User|Group|SupplementaryGroups|SocketUser)=//p' "$units"/uketsuke*.service "$units"/*.d/*.conf); do
    [[ $known == *" $word "* ]] || problem "a unit names $word, whom nobody makes"
done
is() {  # FILE MODE:USER:GROUP
    local id found
    found=$(stat -c '%a:%u:%g' "$root$1")
    id=$2:$(awk -F: -v name="$3" '$1 == name { print $3 }' "$root/etc/passwd"):$(awk -F: -v name="$4" '$1 == name { print $3 }' "$root/etc/group")
    [[ $found == "$id" ]] || problem "$1 is $found, not $2 of $3:$4 ($id)"
}
if ((EUID == 0)); then
    grep -q '^root:' "$root/etc/passwd" || { echo 'root:x:0:0::/root:/bin/sh' >>"$root/etc/passwd"; echo 'root:x:0:' >>"$root/etc/group"; }
    systemd-tmpfiles --create --root="$root" "$root"/usr/lib/tmpfiles.d/*.conf
    is /etc/uketsuke/uketsuke.toml 640 root uketsuke
    is /etc/uketsuke/desk.toml 640 root uketsuke-desk
    is /etc/uketsuke/kiosk.key 400 uketsuke-link uketsuke-link
    is /var/lib/uketsuke 700 uketsuke uketsuke
    is /var/lib/uketsuke-desk 700 uketsuke-desk uketsuke-desk
    is /var/lib/uketsuke-line 700 uketsuke-line uketsuke-line
    is /srv/oqs/face 770 uketsuke uketsuke
else
    echo "install: owners and modes are looked at as root only"
fi

# ---- the service manager's own checks: exposure at most 1.2, in tenths

exposed() { ! systemd-analyze security --offline=true --root="$root" --threshold="$1" "$2" >"$scratch/exposure" 2>&1; }  # TENTHS UNIT
for unit in "${ours[@]}"; do
    ! exposed 12 "$unit" || problem "$unit: $(tail -n 1 "$scratch/exposure")"
done
! exposed 16 pcscd.service || problem "pcscd.service with its drop-in: $(tail -n 1 "$scratch/exposure")"
sed '/^CapabilityBoundingSet=/d; /^SystemCallFilter=/d' "$units/uketsuke-link.service" >"$units/made-up.service"
exposed 12 made-up.service || problem "a unit with capabilities and all calls passed as 1.2"

# What others' units would say is not asked.
complaints() { systemd-analyze verify --man=no --recursive-errors=no --root="$root" "$1" 2>&1 | grep -F "$(basename "$1" .service)" || true; }
touch_program() { mkdir -p "$root$(dirname "$1")" && [[ -e $root$1 ]] || install -m 755 /dev/null "$root$1"; }
touch_program /usr/lib/xorg/Xorg
touch_program /bin/sh
for unit in "${ours[@]}"; do
    said=$(complaints "$units/$unit")
    [[ -z $said ]] || problem "systemd-analyze verify: $said"
done
sed 's/^RestrictRealtime=yes/RestrictRealTime=yes/' "$units/uketsuke-link.service" >"$units/made-up.service"
[[ -n $(complaints "$units/made-up.service") ]] || problem "a unit with a word that systemd does not know passed"

((wrong == 0)) || exit 1
echo "install: ${#components[@]} packages, ${#ours[@]} units at most at 1.2, and all that they name"
