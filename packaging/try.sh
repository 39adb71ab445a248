#!/usr/bin/env bash
# Tries a program that was installed: its version, a seed with its findings, a page of the manual.
#
#   bash packaging/try.sh PROGRAM
set -euo pipefail

[ $# = 1 ] || { echo "usage: bash packaging/try.sh PROGRAM" >&2; exit 2; }
case $1 in */*) program=$1 ;; *) program=./$1 ;; esac
root=$(dirname "${BASH_SOURCE[0]}")/..
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)

fail() {
  echo "$program: $1" >&2
  exit 1
}

"$program" --version
[ "$("$program" -V)" = "copydesk $version" ] || fail "the version is not $version"
code=0
found=$("$program" check --format short --show warning "$root/seeds/crlf-bom.txt") || code=$?
printf '%s\n' "$found"
[ "$code" = 1 ] || fail "a draft with faults ends with $code and not with 1"
case $found in *style/preferred-terms*) ;; *) fail "style/preferred-terms is not found" ;; esac
case $("$program" man check) in *'.TH copydesk-check 1'*) ;; *) fail "there is no page of the manual" ;; esac
