#!/usr/bin/env bash
# Fills fuzz/corpus from seeds/ and rules/: each file with the byte that chooses its format in front.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# put TARGET BYTE FILE...: adds files to the corpus of a target.
put() {
  local target=$1 byte=$2 file
  shift 2
  mkdir -p "fuzz/corpus/$target"
  for file in "$@"; do
    { printf "\\x$byte" && cat "$file"; } >"fuzz/corpus/$target/$byte-${file//\//-}"
  done
}

# part TARGET BYTE ARCHIVE PART: adds one part of an archive.
part() {
  mkdir -p "fuzz/corpus/$1"
  { printf "\\x$2" && unzip -p "$3" "$4"; } >"fuzz/corpus/$1/$2-${3//\//-}"
}

put draft 00 seeds/*.txt
put draft 01 seeds/*.md
put draft 02 seeds/*.html
put draft 03 seeds/quay-templates.md
part draft 05 seeds/night-boat.docx word/document.xml
{ printf '\x04' && printf '{\\rtf1\\ansi She sent an e-mail on Monday.\\par \\b \\u8220?It rained,\\u8221?\\b0  said Roe.\\par}'; } >fuzz/corpus/draft/04-rtf
{ printf '\x06' && printf '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h>It rained</text:h><text:p>She sent an <text:span>e-mail</text:span>.</text:p></office:text></office:body></office:document-content>'; } >fuzz/corpus/draft/06-odt

put transcript 00 seeds/record/notes/*.vtt
put transcript 03 seeds/*.txt
put transcript 04 seeds/interview.md
put transcript 05 seeds/lock-gates.html
{ printf '\x01' && printf '1\n00:00:01,000 --> 00:00:04,000\nVOSS: We will build it.\n'; } >fuzz/corpus/transcript/01-srt
{ printf '\x02' && printf '{"segments":[{"start":1.0,"end":4.0,"speaker":"Voss","text":"We will build it."}]}'; } >fuzz/corpus/transcript/02-json

put house 00 seeds/copydesk.toml copydesk.toml
put house 01 rules/*.toml
put house 02 rules/register/*.toml
{ printf '\x03' && printf 'name,kind\nMohammed Elmasry,person\n'; } >fuzz/corpus/house/03-csv
{ printf '\x04' && printf 'record = ["notes.vtt"]\n\n[[allow]]\nrule = "style/slang"\nwords = "gonna"\nreason = "as said"\n'; } >fuzz/corpus/house/04-sidecar
{ printf '\x06' && printf -- '--- a/draft.md\n+++ b/draft.md\n@@ -1,2 +1,2 @@\n-It rained.\n+It snowed.\n All night.\n'; } >fuzz/corpus/house/06-diff
