#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How much of the safety kernel a run of tests went through, by gcov: coverage.sh BUILD [FOLDER]. BUILD is
# the build's folder; the notes of compiler and run lie below it, or below its FOLDER. A table goes to standard output, a
# line for each branch that was not taken; the exit code is 1 below 100 % of branches or lines.
#
# Counted are the branches that stand in the source, of all blocks that were gone through: a block that was not has, on the way
# to it, a branch that was not taken. Not counted are
#   - those that the compiler makes for exceptions that might pass through a call (gcov marks them "throw", and lines that only
#     they reach "====="): the kernel handles none, and what it throws itself is a line like any other;
#   - those of a comparison that the compiler writes (a line with "= default");
#   - the way out of an assert, which ends the program;
#   - what is named in `unreachable` below, with its reason.
# A header's code counts as taken when it was in one of the sources that include it.
#
# coverage.sh --try BUILD FOLDER PROGRAM measures three files for real and sees that what is not covered is found.
set -euo pipefail

# The kernel: what decides over identity, PIN and consent, and what holds digits and a visit's secrets.
readonly kernel=(
    firmware/flow/step.cpp firmware/flow/transitions.cpp firmware/flow/state_table.cpp firmware/flow/question_table.cpp
    firmware/flow/certificate_policy.cpp firmware/flow/names.cpp
    firmware/flow/guards.hpp firmware/flow/changes.hpp firmware/flow/visit.hpp firmware/flow/event.hpp
    firmware/app/vault.cpp firmware/app/vault.hpp firmware/app/typed_digits.hpp
    firmware/base/secret.cpp firmware/base/secret.hpp firmware/base/wiping_allocator.cpp firmware/base/wiping_allocator.hpp
    firmware/domain/card.hpp
)

# "FILE: the line's text": one branch of it.
readonly unreachable=(
    "firmware/flow/step.cpp: switch (kind) {"  # in work_of: the edge of a value that is no enumerator
)

# noted BUILD FOLDER: gcov's listing of every source, one after another. It reads the sources from where the compiler did.
noted() {
    (cd "$1" && find "$2" -name '*.gcda' -print0 | sort -z | xargs -0 gcov --stdout --branch-probabilities --branch-counts 2>/dev/null)
}

# counted FILE…: of a listing on standard input, the table and what is missing; fails below 100 %.
counted() {
    awk -v wanted="$*" -v unreachable="$(printf '%s\n' "${unreachable[@]}")" '
        BEGIN {
            count = split(unreachable, texts, "\n")
            for (i = 1; i <= count; ++i) cannot[texts[i]] = 1
            count = split(wanted, files, " ")
            for (i = 1; i <= count; ++i) is_wanted[files[i]] = 1
        }
        /^ *-: +0:Source:/ {
            file = match($0, /firmware\/[a-z_]+\/[^\/]+$/) ? substr($0, RSTART) : ""  # also through a link, or from afar
            looking = file in is_wanted
            next
        }
        !looking { next }
        match($0, /^ *[0-9#=$*-]+\*?: *[0-9]+:/) {
            split($0, part, ":")
            times = part[1]; line = part[2] + 0
            gsub(/[ *]/, "", times)
            if (times ~ /^=/) next
            made = /= default;|assert\(/
            text = $0
            sub(/^[^:]*:[^:]*: */, "", text)
            if (line == 0 || times == "-") next
            key = file SUBSEP line
            if (!(key in lines)) { lines[key] = 0; all_lines[file]++ }
            if (times !~ /^#/) lines[key] = 1
            next
        }
        /^branch +[0-9]+/ && !made {
            place = file SUBSEP line SUBSEP $2
            if (/\(throw\)/) throws[place] = 1  # not said where the function was never called
            if ($3 != "taken") next
            if (!(place in branches)) branches[place] = 0
            if ($4 + 0 > 0) branches[place] = 1
            source[place] = text
        }
        END {
            for (key in lines) {
                split(key, at, SUBSEP)
                if (lines[key]) good_lines[at[1]]++
                else missing[at[1] ":" at[2] ": never reached"]
            }
            for (key in branches) {
                if (key in throws) continue
                split(key, at, SUBSEP)
                if (!branches[key] && cannot[at[1] ": " source[key]]-- > 0) continue
                all_branches[at[1]]++
                if (branches[key]) good_branches[at[1]]++
                else missing[at[1] ":" at[2] ": branch " at[3] " is never taken"]
            }
            printf "%-42s %14s %14s\n", "file", "lines", "branches"
            for (i = 1; i <= count; ++i) {
                file = files[i]
                if (!(file in all_lines)) { missing[file ": no test program holds any of it"]; continue }
                printf "%-42s %6d of %4d %6d of %4d\n", file, good_lines[file], all_lines[file], good_branches[file], all_branches[file]
                good += good_branches[file]; all += all_branches[file]
            }
            printf "%-42s %14s %6d of %4d\n", "kernel", "", good, all
            for (text in missing) { print text | "sort -V"; bad = 1 }
            exit bad
        }'
}

if [[ $1 == --try ]]; then
    build=$2 folder=$3 program=$4
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    measure() {  # WORDS for the program…
        find "$build/$folder" -name '*.gcda' -delete
        "$program" "$@" >"$scratch/said" || { cat "$scratch/said"; exit 1; }
        noted "$build" "$folder" | counted firmware/base/secret.cpp firmware/base/secret.hpp firmware/base/wiping_allocator.cpp \
            firmware/base/wiping_allocator.hpp
    }
    ! measure "the page of a secret*" >"$scratch/part" || { echo "coverage: a part of the tests passed for all"; exit 1; }
    grep -q '^firmware/base/secret.cpp:[0-9]*: branch [0-9]* is never taken' "$scratch/part" ||
        { echo "coverage: did not say which branch was not taken"; exit 1; }
    measure
    exit
fi

noted "$1" "${2:-.}" | counted "${kernel[@]}"
