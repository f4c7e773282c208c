#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The README's table of who may use whom is what the build says: dependencies_test.sh ROOT. For each target the first row
# that names its folder counts; what stands in backticks on the right are the folders that it may use, besides itself.
set -euo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# edges: "folder used_folder", a line each, from what uketsuke_module and uketsuke_program are told in the build's files.
edges() {
    find . -name CMakeLists.txt ! -path './build/*' ! -path './tests/*' ! -path './.git/*' | sort | xargs perl -0777 -ne '
        s/#.*//g;
        (my $folder = $ARGV) =~ s{^\./}{}; $folder =~ s{/?CMakeLists\.txt$}{};
        while (/uketsuke_(?:module|program)\(\s*(\S+)(.*?)\)/sg) {
            my ($name, $rest) = ($1, $2);
            $folder{$name} = $folder;
            push @{$uses{$folder}}, split " ", $1 if $rest =~ /USES(.*)/s;
        }
        END {
            for my $from (sort keys %uses) {
                $seen{"$from $folder{$_}"}++ || print "$from $folder{$_}\n"
                    for grep { exists $folder{$_} && $folder{$_} ne $from } @{$uses{$from}};
            }
        }'
}

# refused README EDGES: the edges that no row allows.
refused() {
    perl -e '
        my ($readme, $edges) = @ARGV;
        my (@rows, $table);
        open my $in, "<", $readme or die;
        while (<$in>) {
            $table = 1, next if /^\| target \| may use \|/;
            last if $table && !/^\|/;
            next if !$table || /^\|---/;
            my (undef, $who, $whom) = split /\s*\|\s*/;
            push @rows, [map { [/`([^`]+)`/g] } $who, $whom];
        }
        die "dependencies: no table in the README\n" if @rows < 5;
        sub matches { my ($folder, @globs) = @_; grep { my $g = quotemeta; $g =~ s/\\\*/.*/g; $folder =~ /^$g$/ } @globs }
        open my $given, "<", $edges or die;
        while (<$given>) {
            my ($from, $to) = split;
            my ($row) = grep { matches($from, @{$_->[0]}) } @rows;
            print "$from uses $to: ", ($row ? "its row does not name that" : "no row names $from"), "\n"
                if !$row || !matches($to, @{$row->[1]});
        }' "$1" "$2"
}

edges > "$scratch/edges"
count=$(wc -l < "$scratch/edges")
((count >= 60)) || { echo "dependencies: only $count found: the search is broken"; exit 1; }

# It must be able to fail.
printf 'firmware/flow ui/screens\nfirmware/app sim/rig\nsim/rig tools/eval\n' > "$scratch/forbidden"
[[ $(refused README.md "$scratch/forbidden" | wc -l) == 3 ]] || { echo "dependencies: what is forbidden passed"; exit 1; }

refused README.md "$scratch/edges" > "$scratch/refused"
if [[ -s $scratch/refused ]]; then
    cat "$scratch/refused"
    exit 1
fi
echo "$count dependencies between folders, as the README's table has them"
