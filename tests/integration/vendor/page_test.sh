#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# page_test.sh ROOT: the vendor's page links ten scenarios, all that there are; the container's file uses what the front door has.
set -euo pipefail
cd "$1"
problem() { echo "vendor page: $1" >&2; exit 1; }

mapfile -t linked < <(grep -oE 'vendor/[0-9]{2}_[a-z_]+\.scn' docs/vendor.md | sort -u)
mapfile -t there < <(cd docs && printf '%s\n' vendor/*.scn)
((${#there[@]} == 10)) || problem "there are ${#there[@]} scenarios instead of ten"
[[ ${linked[*]} == "${there[*]}" ]] || problem "linked: ${linked[*]}; there: ${there[*]}"
grep -qE '^[^#]*\./kiosk vendor --prepare( |$)' packaging/container/Containerfile || problem "the container does not prepare by the front door"
grep -qE '^ENTRYPOINT \["build/dev/sim/uketsuke-sim", "vendor"' packaging/container/Containerfile || problem "the container starts something else"
grep -qE '^        vendor\)' kiosk || problem "the front door has no verb vendor"
echo "vendor page: ten scenarios, each linked; the container is made by the front door"
