#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the TEST certificates and keys of the simulated cards: pki.sh OUTDIR PEOPLE_FOLDER. Nothing in it is worth anything
# outside the simulator, and every subject and issuer says TEST. Card facts A4, A5, A9, A10.
# pki.sh --own OUTDIR PEOPLE_FOLDER [--same-keys]: those of other people, by the authorities that are in OUTDIR already, into
# PEOPLE_FOLDER/keys; who has theirs keeps them. --same-keys: all get one and the same keys, which is quick, and certificates of
# their own. The lists of OUTDIR stay as they are, so only the service knows of a `revoked` one.
#
# X.509 (a .crt is PEM, a .der the same certificate as the card holds it):
#   auth_ca sign_ca             {key,crt,der,crl}  issue a card's two certificates; self-signed, 2019–2035, RSA-2048
#   auth_ca_first               {key,crt,der}      an earlier generation under the SAME name (2015–2025-10-19), as the real
#                                                  hierarchy has: an issuer is found by key identifier and signature
#   test_auth_ca test_sign_ca   {key,crt,der,crl}  O=JPKI-TEST, the hierarchy that no product may accept
#   next_auth_ca next_sign_ca   {key,crt,der,crl}  P-384, for cards of the announced next generation (our own profile)
#   authorities.crt            PEM of auth_ca and next_auth_ca: what a kiosk trusts
# Revocation, for whoever checks it offline. The certificates name http://pki.test.invalid/… which never resolves.
#   auth_ca.crl …               DER; lists the people with `revoked = true`; good 2020–2045
#   auth_ca_stale.crl           of the same CA, its next update was due on 2020-12-31
#   auth_ca_forged.crl          the same name and an empty list, but signed by auth_ca_first
#   auth_ca.index …             the CA's list in openssl's form, for `openssl ocsp -index`
#   ocsp.{key,crt}              the responder that auth_ca delegates to    rogue_ocsp.{key,crt}  one that only sign_ca knows
#   next_ocsp.{key,crt}         the responder of next_auth_ca
# Card verifiable certificates (7F21 { 5F4E two key names and a key, 5F37 signature over 5F4E's value }):
#   face_record_root.{key,pub}  face_record_issuer.{key,cv}   sign the card-face records: root -> CV certificate (EF 0004) -> record
#   next_face_record_root …                               the same in P-384: the key is 86 (04 x y), signatures are r s
#   face_record_roots.pub                                 PEM of both roots: what a kiosk trusts
#   terminal_ca.{key,pub}   terminal.{key,cv}         the SIMULATED terminal authentication; terminal_expired.cv ended 2020
#   common.key                                        共通カードAP's internal authentication, the same in all cards
# People: people/KEY/{auth,sign}.{key,der} card_front.key; no sign.* without `signature_certificate`.
set -euo pipefail
export LC_ALL=C.UTF-8

own='' same_keys=''
if [ "$1" = --own ]; then own=yes; shift; fi
[ "${3:-}" != --same-keys ] || same_keys=yes
out=$1
people=$2
mkdir -p "$out/people"
out=$(cd "$out" && pwd)
persons=$out/people
if [ -n "$own" ]; then
    mkdir -p "$people/keys"
    persons=$(cd "$people/keys" && pwd)
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

readonly cas=(auth_ca sign_ca auth_ca_first test_auth_ca test_sign_ca next_auth_ca next_sign_ca)

# A key that is there is kept, so that a changed person does not cost all keys again.
make_key() {
    [ -s "$1" ] && return
    case $2 in
        rsa) openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.new" ;;
        p384) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$1.new" ;;
    esac
    mv "$1.new" "$1"
}
export -f make_key

# The last second of a day in Japan, or the first, as openssl writes times.
first_second() { date -u -d "$1T00:00:00+09:00" +%Y%m%d%H%M%SZ; }
last_second() { date -u -d "$1T23:59:59+09:00" +%Y%m%d%H%M%SZ; }

# One section a CA, each with its own list; the extensions; and one SAN section a person.
write_configuration() {
    local ca file
    for ca in "${cas[@]}"; do
        cat <<CONF
[$ca]
database = $work/$ca.index
new_certs_dir = $work
rand_serial = yes
unique_subject = no
default_md = $(case $ca in next_*) echo sha384 ;; *) echo sha256 ;; esac)
default_crl_days = 1
policy = any
[${ca}_points]
fullname = URI:http://pki.test.invalid/$ca.crl
CONF
        : > "$work/$ca.index"
    done
    cat <<'CONF'
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
[responder]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,OCSPSigning
noCheck = ignored
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CONF
    for ca in "${cas[@]}"; do
        printf '[%s_leaf]\nbasicConstraints = critical,CA:FALSE\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n' "$ca"
        printf 'crlDistributionPoints = %s_points\nauthorityInfoAccess = OCSP;URI:http://pki.test.invalid/ocsp\n' "$ca"
        case $ca in
            *auth*) printf 'keyUsage = critical,digitalSignature\ncertificatePolicies = 1.3.6.1.4.1.99999.1\n' ;;
            *) printf 'keyUsage = critical,digitalSignature,nonRepudiation\ncertificatePolicies = 1.3.6.1.4.1.99999.2\n' ;;
        esac
    done
}

# certify CA KEY SUBJECT FROM UNTIL EXTENSIONS DER [ca options]: one certificate, DER.
certify() {
    openssl req -new -utf8 -key "$2" -subj "$3" -config "$work/ca.conf" -out "$work/request"
    openssl ca -batch -notext -config "$work/ca.conf" -name "$1" -in "$work/request" -extensions "$6" \
        -startdate "$(first_second "$4")" -enddate "$(last_second "$5")" -out "$work/certificate" "${@:8}" \
        2> "$work/log" || { cat "$work/log" >&2; exit 1; }
    openssl x509 -in "$work/certificate" -outform DER -out "$7"
}
signed_by() { echo "-cert $out/$1.crt -keyfile $out/$1.key"; }
to_pem() { openssl x509 -inform DER -in "$out/$1.der" -out "$out/$1.crt"; }

# make_root NAME ORGANISATION UNIT COMMON_NAME FROM UNTIL
make_root() {
    certify "$1" "$out/$1.key" "/C=JP/O=$2/OU=$3/CN=$4" "$5" "$6" root "$out/$1.der" -selfsign -keyfile "$out/$1.key"
    to_pem "$1"
}

make_responder() {
    certify "$2" "$out/$1.key" "/C=JP/O=Uketsuke TEST/CN=TEST OCSP responder $1" 2019-01-01 2035-12-31 responder \
        "$out/$1.der" $(signed_by "$2")
    to_pem "$1"
}

# make_crl CA FILE NEXT_UPDATE [signing CA]: revoked since the first of 2024, whenever the build runs.
make_crl() {
    local signer=${4:-$1}
    sed -i 's/^\(R\t[^\t]*\t\)[0-9]*Z/\1240101000000Z/' "$work/$1.index"
    openssl ca -gencrl -config "$work/ca.conf" -name "$1" $(signed_by "$signer") -crl_lastupdate 20200101000000Z \
        -crl_nextupdate "$3" -out "$work/crl" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
    openssl crl -in "$work/crl" -outform DER -out "$out/$2"
}

revoke() {
    openssl x509 -inform DER -in "$2" -out "$work/certificate"
    openssl ca -config "$work/ca.conf" -name "$1" $(signed_by "$1") -revoke "$work/certificate" -crl_reason superseded \
        2> "$work/log" || { cat "$work/log" >&2; exit 1; }
}

hex() { od -An -v -tx1 | tr -d ' \n'; }
to_bytes() { printf '%b' "$(sed 's/../\\x&/g')"; }
# A key name of 16 bytes, hex: seven digits, 08 05, three digits, and four bytes that are zero or, of a terminal, the last
# day (invented). Series 9… exists in no real hierarchy.
key_name() { printf '%s' "$1" | hex; printf '0805303031%s' "${2:-00000000}"; }
is_p384() { openssl pkey -in "$1" -noout -text | grep -q secp384r1; }
# The public key as objects: 90 exponent and 91 modulus, or 86 uncompressed point.
public_key() {
    if is_p384 "$1"; then
        printf '8661%s' "$(openssl pkey -in "$1" -pubout -outform DER | tail -c 97 | hex)"
    else
        printf '900301000191820100%s' "$(openssl rsa -in "$1" -noout -modulus 2> /dev/null | cut -d= -f2)"
    fi
}
# sign_body KEY: hex of the signature over $work/body; an ECDSA signature as r s of 48 bytes each.
sign_body() {
    if is_p384 "$1"; then
        openssl dgst -sha384 -sign "$1" "$work/body" | openssl asn1parse -inform DER |
            sed -n 's/.*INTEGER *://p' | while read -r number; do printf '%96s' "$number" | tr ' ' 0; done
    else
        openssl dgst -sha256 -sign "$1" "$work/body" | hex
    fi
}
# A BER object, hex in and out, with lengths as a real card was reported to write them (card facts A6): never 81.
object() {
    local size=$((${#2} / 2))
    if [ $size -gt 127 ]; then printf '%s82%04x%s' "$1" $size "$2"
    else printf '%s%02x%s' "$1" $size "$2"; fi
}

# make_cv ISSUER_NAME ISSUER_KEY SUBJECT_NAME SUBJECT_KEY FILE [LAST_DAY]
make_cv() {
    local body
    body="$(key_name "$1")$(key_name "$3" "${6:-}")$(public_key "$4")"
    printf '%s' "$body" | to_bytes > "$work/body"
    object 7f21 "$(object 5f4e "$body")$(object 5f37 "$(sign_body "$2")")" | to_bytes > "$5"
}

# value FILE KEY: what stands behind KEY in a person's TOML, without quotes.
value() { sed -n "s/^$2 *= *\"\{0,1\}\([^\"]*\)\"\{0,1\} *$/\1/p" "$1"; }
# The hierarchy that a person's card belongs to: "", test_ or next_.
hierarchy() {
    if [ "$(value "$1" generation)" = next ]; then echo next_
    elif [ "$(value "$1" test_hierarchy)" = true ]; then echo test_; fi
}
has_signature_certificate() { [ "$(value "$1" signature_certificate)" != false ]; }

# The four attributes in the signature certificate (card facts A4); their inner forms are not published.
attributes() {
    local file=$1
    printf '[person_leaf]\nsubjectAltName = @person\n'
    sed -n "/^\[$2_leaf\]/,/^\[/p" "$work/ca.conf" | grep '='
    printf '[person]\n'
    printf 'otherName.%d = 1.2.392.200149.8.5.5.%d;FORMAT:UTF8,UTF8:%s\n' 1 1 "$(value "$file" name)" \
        2 3 "$(value "$file" sex)" 3 4 "$(value "$file" birth | tr -d -)" 4 5 "$(value "$file" address)"
}

make_person() {
    local file=$1 folder ca from until subject
    folder=$persons/$(basename "$file" .toml)
    ca=$(hierarchy "$file")
    from=$(value "$file" certificate_from)
    until=$(value "$file" certificate_until)
    subject="/C=JP/O=$([ "$ca" = test_ ] && echo JPKI-TEST || echo 'Uketsuke TEST')/CN=TEST"
    certify "${ca}auth_ca" "$folder/auth.key" "$subject$(openssl rand -hex 8)" "$from" "$until" "${ca}auth_ca_leaf" \
        "$folder/auth.der" $(signed_by "${ca}auth_ca")
    if [ "$(value "$file" revoked)" = true ]; then revoke "${ca}auth_ca" "$folder/auth.der"; fi
    has_signature_certificate "$file" || return 0
    cp "$work/ca.conf" "$work/without_person.conf"
    attributes "$file" "${ca}sign_ca" > "$work/attributes"
    cat "$work/attributes" >> "$work/ca.conf"
    certify "${ca}sign_ca" "$folder/sign.key" "$subject$(openssl rand -hex 8)" "$from" "$until" person_leaf \
        "$folder/sign.der" $(signed_by "${ca}sign_ca")
    mv "$work/without_person.conf" "$work/ca.conf"
    if [ "$(value "$file" revoked)" = true ]; then revoke "${ca}sign_ca" "$folder/sign.der"; fi
}

files=()
for file in "$people"/*.toml; do
    if grep -q '^certificate_from' "$file"; then files+=("$file"); fi
done

# Every key file and its kind, one pair a line.
authority_keys() {
    local name
    for name in auth_ca sign_ca auth_ca_first test_auth_ca test_sign_ca ocsp rogue_ocsp face_record_root face_record_issuer \
        terminal_ca terminal common; do echo "$out/$name.key rsa"; done
    for name in next_auth_ca next_sign_ca next_ocsp next_face_record_root next_face_record_issuer; do echo "$out/$name.key p384"; done
}
person_keys() {
    local file folder kind
    for file in "${files[@]}"; do
        folder=$persons/$(basename "$file" .toml)
        kind=$([ "$(hierarchy "$file")" = next_ ] && echo p384 || echo rsa)
        mkdir -p "$folder"
        echo "$folder/auth.key $kind"
        echo "$folder/card_front.key $kind"
        if has_signature_certificate "$file"; then echo "$folder/sign.key $kind"; else rm -f "$folder"/sign.*; fi
    done
}
make_keys() { xargs -r -P "$(nproc)" -L 1 bash -ec 'make_key "$@"' _; }

# share_keys: in a place of each kind of key, one that all take.
share_keys() {
    local file name
    for name in auth card_front sign; do make_key "$work/$name.rsa" rsa; make_key "$work/$name.p384" p384; done
    person_keys | while read -r file kind; do
        [ -s "$file" ] || cp "$work/$(basename "$file" .key).$kind" "$file"
    done
}

make_own_people() {
    local file
    if [ -n "$same_keys" ]; then share_keys; else person_keys | make_keys; fi
    for file in "${files[@]}"; do
        [ -s "$persons/$(basename "$file" .toml)/auth.der" ] || make_person "$file"
    done
}

write_configuration > "$work/ca.conf"
if [ -n "$own" ]; then
    make_own_people
    exit
fi
{ authority_keys; person_keys; } | make_keys

own=("Uketsuke TEST" "User authentication (no real person)" "TEST user authentication CA")
make_root auth_ca "${own[@]}" 2019-01-01 2035-12-31
make_root auth_ca_first "${own[@]}" 2015-01-01 2025-10-19
make_root sign_ca "Uketsuke TEST" "Signature (no real person)" "TEST signature CA" 2019-01-01 2035-12-31
make_root test_auth_ca JPKI-TEST "JPKI-TEST for user authentication" "TEST user authentication CA" 2019-01-01 2035-12-31
make_root test_sign_ca JPKI-TEST "JPKI-TEST for digital signature" "TEST signature CA" 2019-01-01 2035-12-31
make_root next_auth_ca "Uketsuke TEST" "Next user authentication (no real person)" "TEST next user authentication CA" \
    2025-01-01 2045-12-31
make_root next_sign_ca "Uketsuke TEST" "Next signature (no real person)" "TEST next signature CA" 2025-01-01 2045-12-31
make_responder ocsp auth_ca
make_responder rogue_ocsp sign_ca
make_responder next_ocsp next_auth_ca

for name in face_record_root terminal_ca next_face_record_root; do openssl pkey -in "$out/$name.key" -pubout -out "$out/$name.pub"; done
cat "$out"/{,next_}auth_ca.crt > "$out/authorities.crt"
cat "$out"/{,next_}face_record_root.pub > "$out/face_record_roots.pub"
make_cv 9000023 "$out/face_record_root.key" 9000024 "$out/face_record_issuer.key" "$out/face_record_issuer.cv"
make_cv 9000033 "$out/next_face_record_root.key" 9000034 "$out/next_face_record_issuer.key" "$out/next_face_record_issuer.cv"
make_cv 9000043 "$out/terminal_ca.key" 9000044 "$out/terminal.key" "$out/terminal.cv" 20451231
make_cv 9000043 "$out/terminal_ca.key" 9000044 "$out/terminal.key" "$out/terminal_expired.cv" 20201231

make_crl auth_ca auth_ca_forged.crl 20451231235959Z auth_ca_first
for file in "${files[@]}"; do make_person "$file"; done
for name in auth_ca sign_ca test_auth_ca test_sign_ca next_auth_ca next_sign_ca; do
    make_crl "$name" "$name.crl" 20451231235959Z
    cp "$work/$name.index" "$out/$name.index"
done
make_crl auth_ca auth_ca_stale.crl 20201231235959Z
