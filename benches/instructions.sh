#!/usr/bin/env bash
# Instructions of the ledger's kernels, counted by valgrind: a guard against slow-downs that no clock can show on a shared machine.
#
#   benches/instructions.sh           compares with benches/instructions.txt; more than 5 % above a count there is an error
#   benches/instructions.sh --renew   writes it anew
#
# Counts hold for one toolchain and machine kind; with any other, or without valgrind, they are printed and never an error.
set -euo pipefail
cd "$(dirname "$0")/.."
frozen=benches/instructions.txt
if ! command -v valgrind >/dev/null; then
    echo "instructions: no valgrind here, nothing counted"
    exit 0
fi
made_with="$(rustc --version) on $(uname -m)"
cargo build --quiet --release --locked --package citycarbon-benches --bench kit
program=$(cargo build --release --locked --package citycarbon-benches --bench kit --message-format=json 2>/dev/null |
    sed -n 's/.*"target":{[^}]*"name":"kit".*"executable":"\([^"]*\)".*/\1/p' | tail -1)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
"$program" write "$work" 100000
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" 2>&1 >/dev/null | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
fresh="$work/fresh.txt"
{
    echo "made with $made_with"
    echo "fast $(count fast "$work" "$work/ledger.csv" 1)"
    echo "reference $(count reference "$work" "$work/ledger.csv" 1)"
    echo "columns $(count columns 200000)"
} >"$fresh"
cat "$fresh"
if [ "${1:-}" = --renew ]; then
    cp "$fresh" "$frozen"
    exit 0
fi
if [ ! -f "$frozen" ] || [ "$(head -1 "$frozen")" != "$(head -1 "$fresh")" ]; then
    echo "instructions: the committed counts were made with another toolchain, so nothing is compared"
    exit 0
fi
paste -d' ' <(tail -n +2 "$frozen") <(tail -n +2 "$fresh") | awk '
    $4 > $2 * 1.05 { print "instructions: " $1 " takes " $4 ", which is more than 5 % above " $2; bad = 1 }
    $4 < $2 * 0.95 { print "instructions: " $1 " takes " $4 ", well below " $2 "; run with --renew" }
    END { exit bad }'
