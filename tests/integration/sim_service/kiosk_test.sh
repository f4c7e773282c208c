#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# kiosk_test.sh PROGRAM SCENARIO: a whole kiosk on the real rig goes to a service that is another process, and that service's
# record says so.
set -euo pipefail
program=$1 scenario=$2
work=$(mktemp -d)
trap 'kill "${pid:-}" 2>/dev/null || true; rm -rf -- "$work"' EXIT
problem() { echo "service_elsewhere: $1" >&2; exit 1; }

"$program" service --listen 127.0.0.1:0 --record "$work/record" --today 2026-11-24T09:00:00+09:00 > "$work/where" < /dev/null &
pid=$!
for _ in $(seq 300); do [[ -s $work/where ]] && break; sleep 0.1; done
url=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/where")
[[ -n $url ]] || problem "the service did not start"

"$program" play --service "$url" "$scenario" || problem "the check-in did not come through"
grep -q '"path":"/v1/confirm".*"person":"taro".*"answer":200,"acted":true' "$work/record" || problem "not what the record says: $(cat "$work/record")"
kill "$pid"
wait "$pid" || problem "the service ended with an error"
echo "service_elsewhere: good"
