#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A question to the patient stands in one place: questions_test.sh ROOT. Besides its row, its state and its block of the
# document no source of the product names it, and none decides by it.
set -euo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

row=firmware/domain/questions.hpp
allowed=" $row firmware/flow/visit.hpp firmware/eligibility/oqs_document.hpp firmware/eligibility/oqs_reader.cpp firmware/eligibility/oqs_writer.cpp firmware/eligibility/oqs_names.hpp firmware/eligibility/fhir_coverage.cpp "

# The enumerators of Question.
questions() { sed -n '/^enum class Question /,/^};/p' "$row" | sed -nE 's/^    ([a-z_]+),.*/\1/p'; }
# strangers QUESTION FOLDER…: files that name it and may not.
strangers() {
    local file question=$1
    shift
    grep -rlE --include='*.[ch]pp' "\b$question\b" "$@" | while read -r file; do
        [[ $allowed == *" $file "* ]] || echo "$file: names $question"
    done
}
# deciders QUESTION FOLDER…: lines that ask for it.
deciders() {
    local question=$1
    shift
    grep -rnE --include='*.[ch]pp' "\b(if|switch|case)\b.*(Question|Q|State|S)::$question\b" "$@" |
        grep -v '^firmware/eligibility/oqs_' || true
}

# It must be able to fail, and to see.
mkdir "$scratch/made_up"
echo 'if (row.question == Question::subsidy) return;' > "$scratch/made_up/screen.cpp"
[[ -n $(strangers subsidy "$scratch/made_up") && -n $(deciders subsidy "$scratch/made_up") ]] ||
    { echo "questions: a made-up copy was not found out"; exit 1; }
[[ $(questions | wc -l) -ge 5 ]] || { echo "questions: the table was not found"; exit 1; }

for question in $(questions); do
    # A consent of the service by its own right: it stands among the others too (domain::Consents).
    [[ $question == specific_disease ]] || strangers "$question" firmware ui drivers models
    deciders "$question" firmware ui drivers models
done > "$scratch/found"
if grep . "$scratch/found"; then
    echo "questions: these belong into a row of $row, or into its block of the document"
    exit 1
fi
echo "$(questions | wc -l) questions, each in its row"
