#!/usr/bin/env bash
# Writes what packages install beside the program, made by the program itself:
#
#   bash packaging/share.sh PROGRAM FOLDER
#
# FOLDER then has the manual pages (man/man1) and the completions for bash, zsh, fish and PowerShell (completions).
set -euo pipefail

[ $# = 2 ] || { echo "usage: bash packaging/share.sh PROGRAM FOLDER" >&2; exit 2; }
case $1 in */*) program=$1 ;; *) program=./$1 ;; esac
mkdir -p "$2/completions"
"$program" man --folder "$2/man/man1"
"$program" completions bash > "$2/completions/copydesk.bash"
"$program" completions zsh > "$2/completions/_copydesk"
"$program" completions fish > "$2/completions/copydesk.fish"
"$program" completions powershell > "$2/completions/_copydesk.ps1"
