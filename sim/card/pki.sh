#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the TEST certificates and keys of the simulated cards: pki.sh OUTDIR PEOPLE_FOLDER. Nothing in it is worth anything
# outside the simulator, and every subject and issuer says TEST. Card facts A4, A5, A9.
#
#   auth_ca.crt sign_ca.crt (+ .key .der)  issue the two certificates of a card; valid 2019–2035
#   surface_root.{key,pub}  surface_issuer.{key,cv}  sign the card-face records: root -> CV certificate (EF 0004) -> record
#   terminal_ca.{key,pub}   terminal.{key,cv}        the simulated terminal authentication
#   people/KEY/{auth,sign}.{key,der}  people/KEY/surface.key
set -euo pipefail

out=$1
people=$2
mkdir -p "$out/people"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A key that is there is kept, so that a changed person does not cost all keys again.
make_key() {
    [ -s "$1" ] && return
    openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.new"
    mv "$1.new" "$1"
}
export -f make_key

# The last second of a day in Japan, or the first, as openssl writes times.
first_second() { date -u -d "$1T00:00:00+09:00" +%Y%m%d%H%M%SZ; }
last_second() { date -u -d "$1T23:59:59+09:00" +%Y%m%d%H%M%SZ; }

cat > "$work/ca.conf" <<CONF
[ca]
default_ca = test
[test]
database = $work/index
new_certs_dir = $work
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
countryName = supplied
organizationName = supplied
organizationalUnitName = optional
commonName = supplied
[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[auth]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
certificatePolicies = 1.3.6.1.4.1.99999.1
[sign]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
certificatePolicies = 1.3.6.1.4.1.99999.2
CONF
: > "$work/index"

# certify KEY SUBJECT FROM UNTIL EXTENSIONS DER [ca options]: one certificate, DER.
certify() {
    openssl req -new -key "$1" -subj "$2" -config "$work/ca.conf" -out "$work/request"
    openssl ca -batch -notext -config "$work/ca.conf" -in "$work/request" -extensions "$5" -startdate "$(first_second "$3")" \
        -enddate "$(last_second "$4")" -out "$work/certificate" "${@:7}" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
    openssl x509 -in "$work/certificate" -outform DER -out "$6"
}

# A root: auth_ca or sign_ca.
make_root() {
    certify "$out/$1.key" "/C=JP/O=Uketsuke TEST/OU=$2 (no real person)/CN=TEST $3" 2019-01-01 2035-12-31 root "$out/$1.der" \
        -selfsign -keyfile "$out/$1.key"
    openssl x509 -inform DER -in "$out/$1.der" -out "$out/$1.crt"
}

# The modulus of a key, hex.
modulus() { openssl rsa -in "$1" -noout -modulus 2>/dev/null | cut -d= -f2; }
# A 16-byte key name, hex: seven digits, 08 05, three digits, zeroes. Series 9… exists in no real hierarchy.
key_name() { printf '%s' "$1" | od -An -tx1 | tr -d ' \n'; printf '0805303031%08d' 0; }
to_bytes() { printf '%b' "$(sed 's/../\\x&/g')"; }

# make_cv ISSUER_NAME ISSUER_KEY SUBJECT_NAME SUBJECT_KEY FILE: 7F21 { 5F4E names and key, 5F37 signature over 5F4E's value }.
make_cv() {
    local body
    body="$(key_name "$1")$(key_name "$3")9003010001918201""00$(modulus "$4")"
    printf '%s' "$body" | to_bytes > "$work/body"
    openssl dgst -sha256 -sign "$2" -out "$work/signature" "$work/body"
    { printf '7f2182%04x5f4e820129%s5f37820100' $((5 + 297 + 5 + 256)) "$body" | to_bytes
      cat "$work/signature"; } > "$5"
}

# value FILE KEY: a date out of a person's TOML.
value() { sed -n "s/^$2 *= *\([0-9-]*\).*/\1/p" "$1"; }

make_person() {
    local file=$1 folder from until
    folder=$out/people/$(basename "$file" .toml)
    from=$(value "$file" certificate_from)
    until=$(value "$file" certificate_until)
    certify "$folder/auth.key" "/C=JP/O=Uketsuke TEST/CN=TEST$(openssl rand -hex 8)" "$from" "$until" auth "$folder/auth.der" \
        -cert "$out/auth_ca.crt" -keyfile "$out/auth_ca.key"
    certify "$folder/sign.key" "/C=JP/O=Uketsuke TEST/CN=TEST$(openssl rand -hex 8)" "$from" "$until" sign "$folder/sign.der" \
        -cert "$out/sign_ca.crt" -keyfile "$out/sign_ca.key"
}

files=()
for file in "$people"/*.toml; do
    if grep -q '^certificate_from' "$file"; then files+=("$file"); fi
done
{
    for name in auth_ca sign_ca surface_root surface_issuer terminal_ca terminal; do echo "$out/$name.key"; done
    for file in "${files[@]}"; do
        folder=$out/people/$(basename "$file" .toml)
        mkdir -p "$folder"
        for name in auth sign surface; do echo "$folder/$name.key"; done
    done
} | xargs -P "$(nproc)" -I{} bash -ec 'make_key "$1"' _ {}

make_root auth_ca "User authentication" "user authentication CA"
make_root sign_ca "Signature" "signature CA"
for name in surface_root terminal_ca; do openssl pkey -in "$out/$name.key" -pubout -out "$out/$name.pub"; done
make_cv 9000023 "$out/surface_root.key" 9000024 "$out/surface_issuer.key" "$out/surface_issuer.cv"
make_cv 9000043 "$out/terminal_ca.key" 9000044 "$out/terminal.key" "$out/terminal.cv"
for file in "${files[@]}"; do make_person "$file"; done
