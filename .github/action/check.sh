#!/usr/bin/env bash
# Checks drafts and passes the number of findings to the workflow. The exit code is that of copydesk: 0 no finding that
# fails, 1 at least one, 2 could not run as requested.
#
# Reads COPYDESK_PATHS (one per line), COPYDESK_SINCE, COPYDESK_FAIL_ON, COPYDESK_SARIF, RUNNER_TEMP; writes to
# GITHUB_OUTPUT; copydesk itself writes to GITHUB_STEP_SUMMARY.
set -euo pipefail

counts=$RUNNER_TEMP/copydesk-counts.json
rm -f "$counts"

arguments=(check --format github --output "json=$counts")
if [ -n "${COPYDESK_SINCE:-}" ]; then arguments+=(--since "$COPYDESK_SINCE"); fi
if [ -n "${COPYDESK_FAIL_ON:-}" ]; then arguments+=(--fail-on "$COPYDESK_FAIL_ON"); fi
if [ -n "${COPYDESK_SARIF:-}" ]; then
  rm -f "$COPYDESK_SARIF"
  mkdir -p "$(dirname "$COPYDESK_SARIF")"
  # Code scanning would show suppressed findings as open.
  arguments+=(--output "sarif=$COPYDESK_SARIF" --omit-suppressed)
fi
arguments+=(--)
while IFS= read -r path; do
  if [ -n "$path" ]; then arguments+=("$path"); fi
done <<< "${COPYDESK_PATHS:-.}"

code=0
copydesk "${arguments[@]}" || code=$?
if [ "$code" = 2 ]; then echo "::error title=copydesk::copydesk could not run as asked; the log of this step says why"; fi

# The number that follows a key of the summary; no line of a draft can look like one.
count() {
  if [ -f "$counts" ]; then sed -n "s/^    \"$1\": \([0-9]*\),\{0,1\}\$/\1/p" "$counts"; fi
}

{
  echo "exit-code=$code"
  echo "errors=$(count errors)"
  echo "warnings=$(count warnings)"
  echo "notes=$(count notes)"
  if [ -n "${COPYDESK_SARIF:-}" ] && [ -f "$COPYDESK_SARIF" ]; then echo "sarif=$COPYDESK_SARIF"; fi
} >> "$GITHUB_OUTPUT"
exit "$code"
