#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the TEST certificates of the simulated eligibility service's TLS: pki.sh OUTDIR. Worth nothing outside the simulator.
#
#   ca.crt                      issues server and client; the kiosk trusts it and nothing else
#   server.{crt,key}            127.0.0.1 and localhost        expired.{crt,key}  the same, ended on 2021-12-31
#   other_name.{crt,key}        a server of another name       client.{crt,key}   the kiosk
#   wrong_ca.crt wrong.{crt,key} wrong_client.{crt,key}        the same names from a CA nobody trusts
# Dates are fixed, 2020–2045, so that the simulator's date may be any in between.
set -euo pipefail

out=$1
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

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
organizationName = supplied
commonName = supplied
[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1,DNS:localhost
[other_name]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:elsewhere.example
[client]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
CONF
: > "$work/index"

# certify NAME CN EXTENSIONS END [ca options]: a new key and its certificate.
certify() {
    openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$out/$1.key" 2> "$work/log"
    openssl req -new -key "$out/$1.key" -subj "/O=Uketsuke TEST/CN=$2" -config "$work/ca.conf" -out "$work/request"
    openssl ca -batch -notext -config "$work/ca.conf" -in "$work/request" -extensions "$3" -startdate 20200101000000Z \
        -enddate "$4" -out "$out/$1.crt" "${@:5}" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
}
by() { echo "-cert $out/$1.crt -keyfile $out/$1.key"; }

end=20451231235959Z
certify ca "TEST service CA" root $end -selfsign -keyfile "$out/ca.key"
certify wrong_ca "TEST wrong CA" root $end -selfsign -keyfile "$out/wrong_ca.key"
certify server "TEST eligibility service" server $end $(by ca)
certify expired "TEST eligibility service" server 20211231235959Z $(by ca)
certify other_name "TEST other service" other_name $end $(by ca)
certify client "TEST kiosk" client $end $(by ca)
certify wrong "TEST eligibility service" server $end $(by wrong_ca)
certify wrong_client "TEST kiosk" client $end $(by wrong_ca)
