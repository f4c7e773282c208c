#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The front door with stand-ins for apt, CMake and the programs: what it calls, what it says, and how each failure ends.
set -euo pipefail
source=$1
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
passed=0

# A tree with the script, and a PATH with the ordinary tools. The stand-ins note their calls in $work/calls.
tree=$work/tree
mkdir -p "$work/tools" "$tree/models" "$tree/sim/people" "$tree/tests/npm"
cp "$source/kiosk" "$tree/"
cp "$source/sim/people/portraits.toml" "$tree/sim/people/"
for tool in bash env dirname mkdir ln cat cut sed awk grep sort comm head tail nproc df flock true touch; do
    ln -s "$(command -v "$tool")" "$work/tools/$tool"
done
stand_in() {  # FILE SCRIPT
    rm -f "$1"
    printf '#!/usr/bin/env bash\necho "%s $*" >> "%s"\n%s\n' "${1##*/}" "$work/calls" "$2" > "$1"
    chmod +x "$1"
}
fresh() {  # a machine with everything, a tree without a build
    rm -rf "$tree/build" "$tree/out" "$work/absent"
    : > "$work/absent"
    stand_in "$work/tools/apt-get" ''
    stand_in "$work/tools/npm" ''
    # shellcheck disable=SC2016  # these are the stand-ins' own words
    stand_in "$work/tools/dpkg-query" 'for name in "${@:4}"; do grep -qx "$name" '"$work"'/absent || echo "installed $name"; done'
    stand_in "$work/tools/cmake" "mkdir -p build/dev/sim build/dev/tools/bench; touch build/dev/build.ninja
        echo CMAKE_HOME_DIRECTORY:INTERNAL=$tree > build/dev/CMakeCache.txt"
    stand_in "$work/tools/ninja" "ln -sf $work/simulator build/dev/sim/uketsuke-sim; ln -sf $work/bench build/dev/tools/bench/uketsuke-bench; echo '[1/1] all'"
    stand_in "$work/tools/ctest" "cat $work/ctest_says; exit \$(cat $work/ctest_exit)"
    stand_in "$work/simulator" ''
    stand_in "$work/bench" ''
    stand_in "$tree/models/provision" 'mkdir -p build/deps/models build/deps/portraits; touch build/deps/models/manifest.toml'
    stand_in "$tree/tests/npm/provision" 'echo "provision: npm packages of the tests are there and verified"'
    touch "$tree/CMakePresets.json"
}
kiosk() { : > "$work/calls"; PATH=$work/tools "$tree/kiosk" "$@" > "$work/out" 2> "$work/err" < /dev/null; }

complain() {
    printf 'FAILED: %s\n' "$1"
    sed 's/^/  called  /' "$work/calls"
    sed 's/^/  said    /' "$work/out" "$work/err"
    exit 1
}
called() { grep -qE "^$1" "$work/calls" || complain "$2: '$1' was not called"; passed=$((passed + 1)); }
not_called() { ! grep -qE "^$1" "$work/calls" || complain "$2: '$1' was called"; passed=$((passed + 1)); }
says() { grep -qE "$1" "$work/out" || complain "$2: '$1' was not said"; passed=$((passed + 1)); }
refuses() {  # NAME SENTENCE VERB…: non-zero, and the last word is one sentence
    local name=$1 sentence=$2
    shift 2
    if kiosk "$@"; then complain "$name: exit 0"; fi
    [[ $(tail -n 1 "$work/err") =~ ^kiosk:\ .*$sentence ]] || complain "$name"
    passed=$((passed + 1))
}

# ---- what it calls
fresh
kiosk demo --impostor || complain "demo"
not_called 'apt-get .*(install|update)' "all packages are there"
called 'provision build/deps/models' "demo"
not_called 'provision build/deps/npm' "npm packages are for tests only"
called 'cmake .*--preset dev' "demo"
called 'ninja .*uketsuke-sim$' "demo"
called 'simulator demo --impostor --out out/demo$' "demo"
kiosk bench --readme README.md || complain "bench"
not_called cmake "a second call"
called 'bench --readme README.md$' "bench"
kiosk sim || complain "sim"
called 'simulator dock( --window)?$' "sim"

# each verb asks for what it needs
fresh
printf 'catch2\nopensc\n' > "$work/absent"
if ((EUID == 0)); then
    kiosk demo || complain "the demo's packages"
    not_called 'apt-get .*install' "the demo needs neither the tests' packages nor the bench's"
    kiosk bench || complain "the bench's packages"
    called 'apt-get .*install .*opensc$' "the bench's packages"
fi

fresh
echo catch2 > "$work/absent"
if ((EUID == 0)); then
    kiosk setup || complain "setup"
    called 'apt-get .*install .*catch2$' "a missing package"
    called 'provision build/deps/npm' "what tests need of npm"
    says '^\[5/5\] building: done' "setup's steps"
    not_called 'apt-get .*update' "known packages"
fi

# ---- how it fails
fresh; rm "$work/tools/apt-get"
refuses "no Debian" 'this is no Debian.*g\+\+.*npm' setup

fresh; rm "$work/tools/npm"; printf 'npm\nca-certificates\n' > "$work/absent"
if ((EUID == 0)); then
    kiosk setup || complain "npm"
    called 'apt-get .*install .*npm$' "npm for the models"
    fail_apt() { fresh; echo libfmt-dev > "$work/absent"; stand_in "$work/tools/apt-get" "echo '$1'; exit 100"; }
    fail_apt 'E: Unable to locate package libfmt-dev'
    refuses "no such package" 'Unable to locate package libfmt-dev:.*Debian 12' setup
    called 'apt-get .*update' "an unknown package"
    fail_apt "Err:1 http://example.org bookworm: Temporary failure resolving"
    refuses "no network" 'no network' setup
    fail_apt "E: You don.t have enough free space in /var/cache/apt/archives/."
    refuses "disk full" 'the disk is full' setup
    fail_apt 'E: Could not get lock /var/lib/dpkg/lock-frontend.'
    refuses "apt at work" 'another program is installing packages' setup
else
    refuses "no root, no sudo" 'there is no sudo; as root, run: apt-get install .*npm' setup
    stand_in "$work/tools/sudo" 'echo "sudo: a password is required" >&2; exit 1'
    refuses "sudo says no" 'as root, run: apt-get install .*npm' setup
fi

fresh; stand_in "$tree/models/provision" 'echo "provision: face.onnx has the wrong checksum (1 instead of 2)." >&2; exit 1'
refuses "wrong checksum" 'face.onnx has the wrong checksum' setup

fresh; stand_in "$tree/tests/npm/provision" 'echo "provision: cannot fetch the npm packages: no network." >&2; exit 1'
refuses "no npm packages" 'cannot fetch the npm packages: no network' setup
kiosk demo || complain "the demo needs none"

fresh; stand_in "$work/tools/df" 'printf "\n/dev/x 9 8 7 99%% /\n"'
refuses "no disk to build" 'not enough disk: 7 MB are free' setup
ln -sf "$(PATH=/usr/bin:/bin command -v df)" "$work/tools/df"

fresh; stand_in "$work/tools/ninja" 'echo "a.cpp:1: error: no semicolon"; exit 1'
refuses "does not compile" 'building: failed.*build/log/build_dev.log' setup
grep -q 'no semicolon' "$work/err" || complain "the compiler's last words are not shown"

refuses "unknown verb" "no verb 'fly'" fly
refuses "unknown option" "not '--fast'" test --fast

# ---- what it makes of ctest's words
ctest_says() { cat > "$work/ctest_says"; }
whole() {
    ctest_says <<'END'
1: All tests passed (70 assertions in 12 test cases)
1/4 Test #1: base_test ........................   Passed    0.01 sec
2: goldens: 35 screen trees compared
2: goldens: 19 pictures compared
2: All tests passed (9 assertions in 1 test case)
2/4 Test #2: screens_golden_test ..............   Passed    2.00 sec
3: scenarios: 63 played, 700 steps, 30 goldens compared, 33 of 35 states, 106 of 123 rows met
3: All tests passed (100 assertions in 3 test cases)
3/4 Test #3: scenario_test ....................   Passed    1.00 sec
scenarios: 63 played
4: 12 checks
4/4 Test #4: provision ........................   Passed    1.00 sec

Label Time Summary:
golden         =   2.00 sec*proc (1 test)
integration    =   1.00 sec*proc (12 tests)
END
    echo 0 > "$work/ctest_exit"
}
fresh; whole
kiosk test || complain "a green run"
says '^golden +2\.0 +1$' "seconds by kind"
says '^integration +1\.0 +12$' "seconds by kind"
says '^17 tests, 63 scenarios and 84 goldens ' "a green run"
says '^17 passed, 0 failed, 0 skipped$' "a green run"
[[ $(tail -n 1 "$work/out") == '17 passed, 0 failed, 0 skipped' ]] || complain "the count is the last line"

fresh
ctest_says <<'END'
      Start  4: fuzz_ber_tlv
4: stat::number_of_executed_units: 5181600
4: stat::average_exec_per_sec:     86360
1/2 Test  #4: fuzz_ber_tlv ...................   Passed   60.01 sec
5: 1000 of 2000 cards
2/2 Test  #5: card_front_figures_test_long ......   Passed   60.01 sec
END
kiosk test --long || complain "the long run"
called 'cmake .*--preset dev' "the long run"
called 'ctest --preset long ' "the long run"
kiosk test --long scenario_test || complain "one long run"
called 'ctest --preset long .*--tests-regex \^scenario_test\(_long\)\?\$' "one long run"
says '^2/2 Test' "the long run"
says '^2 passed, 0 failed, 0 skipped$' "the long run"
kiosk test --fuzz || complain "the fuzzers"
called 'cmake .*--preset fuzz' "the fuzzers"
called 'ninja -C build/fuzz .* fuzz$' "the fuzzers"
says '^fuzz_ber_tlv +5181600 executions +86360 a second$' "the fuzzers"

whole; echo 8 > "$work/ctest_exit"
sed -i -e 's/^1: All.*/1: expected 4, got 5\n1: test cases: 12 | 10 passed | 2 failed/' \
    -e 's/^1\/4\(.*\)   Passed/1\/4\1***Failed/' -e 's/^4\/4\(.*\)   Passed/4\/4\1***Timeout/' "$work/ctest_says"
if kiosk test; then complain "a red run: exit 0"; fi
says '^14 passed, 3 failed, 0 skipped$' "a red run"
says '^expected 4, got 5$' "a red run"

whole; sed -i 's/^4\/4\(.*\)   Passed/4\/4\1***Skipped/' "$work/ctest_says"
kiosk test || complain "a skipped test"
says '^16 passed, 0 failed, 1 skipped$' "a skipped test"

whole; sed -i 's/63 played/0 played/' "$work/ctest_says"
if kiosk test; then complain "no scenario: exit 0"; fi
says '^17 passed, 1 failed, 0 skipped$' "no scenario"

echo "$passed checks of the front door"
