#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each run that ./kiosk test leaves out has its line in docs/long-runs.md: long_runs_test.sh ROOT BUILD.
set -euo pipefail
page=$1/docs/long-runs.md

# has PAGE RUN: whether a row of the page's table begins with it.
has() { grep -qF "| \`$2\` |" "$1"; }

mapfile -t tests < <(ctest --test-dir "$2" -C long -L '^long$' -N 2>/dev/null | sed -nE 's/^ *Test +#[0-9]+: (.*)_long$/\1/p')
((${#tests[@]} > 0)) || { echo "long runs: ctest knows none, so nothing was compared"; exit 1; }
missing=0
for run in "${tests[@]/#/./kiosk test --long }" "./kiosk test --fuzz" "./kiosk test --asan" "./kiosk test --tsan"; do
    has "$page" "$run" || { echo "long runs: docs/long-runs.md has no row for '$run'"; missing=1; }
done
! has "$page" "./kiosk test --long no_such_test" || { echo "long runs: the comparison finds what is not there"; exit 1; }
((missing == 0)) || exit 1
echo "${#tests[@]} long tests and three whole runs have their rows"
