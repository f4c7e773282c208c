#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# catalogues_test.sh SOURCE: gettext's own check of the catalogues (ui/locale/*.po). Our msgids are names of texts and not
# texts, so the check is made of catalogues in gettext's usual shape: the first language's text as msgid, the other's as
# msgstr, the name as context. A placeholder {name} that only one of them has is an error, as is a text that only one has.
set -euo pipefail
readonly locale=$1/ui/locale
readonly first=ja
readonly work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
problem() { echo "catalogues: $1" >&2; exit 1; }
command -v msgfmt >/dev/null || problem "msgfmt is missing (Debian package gettext)"

# texts FILE: "name<tab>quoted text" a line, without the header.
texts() {
    awk '
        function put() { if (id != "\"\"" && id != "") print id "\t" text }
        /^msgid "/ { put(); id = substr($0, 7); text = ""; next }
        /^msgstr "/ { text = substr($0, 8); next }
        /^"/ { text = substr(text, 1, length(text) - 1) substr($0, 2) }
        END { put() }' "$1" | sort
}

# joined FIRST OTHER: the catalogue in the usual shape.
joined() {
    printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    join -t $'\t' <(texts "$1") <(texts "$2") |
        awk -F '\t' '{ printf "\n#, python-brace-format\nmsgctxt %s\nmsgid %s\nmsgstr %s\n", $1, $2, $3 }'
}

# check FIRST OTHER: gettext finds both right, and in accord.
check() {
    local both
    msgfmt --check -o /dev/null "$1" 2>/dev/null && msgfmt --check -o /dev/null "$2" 2>/dev/null || return 1
    both=$(join -v 1 -v 2 -t $'\t' <(texts "$1") <(texts "$2") | cut -f 1)
    [[ -z $both ]] || { echo "only one of $1 and $2 has: $both"; return 1; }
    joined "$1" "$2" >"$work/joined.po"
    msgfmt --check-format -o /dev/null "$work/joined.po" 2>&1
}

checked=0
for other in "$locale"/*.po; do
    [[ $other != */$first.po ]] || continue
    check "$locale/$first.po" "$other" || problem "$(basename "$other") does not say what $first.po says"
    checked=$((checked + $(texts "$other" | wc -l)))
done
((checked > 100)) || problem "only $checked texts were compared"

# The check itself: each of these mistakes must be found.
sample='msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\nmsgid "tries"\nmsgstr "%s"\n'
mistake() {  # WHAT FIRST OTHER
    printf "$sample" "$2" >"$work/first.po"
    printf "$sample" "$3" >"$work/other.po"
    ! check "$work/first.po" "$work/other.po" >/dev/null || problem "did not find $1"
}
printf "$sample" '{n} left' >"$work/first.po"
check "$work/first.po" "$work/first.po" >/dev/null || problem "refuses what is right"
mistake "a placeholder that is missing" 'あと{n}回' 'left'
mistake "a placeholder that is too much" 'あと' '{n} left'
mistake "a placeholder of another name" 'あと{n}回' '{m} left'
mistake "a name that is another" 'あと"\nmsgid "more"\nmsgstr "x' 'left'
mistake "a text that is there twice" 'あと"\nmsgid "tries"\nmsgstr "x' 'left'
echo "catalogues: $checked texts have their placeholders in every language"
