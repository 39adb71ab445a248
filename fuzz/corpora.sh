#!/usr/bin/env bash
# Fills fuzz/corpus from seeds/ and rules/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# seed NAME TARGET...: adds standard input to the corpora of targets.
seed() {
  local name=$1 text target
  shift
  text=$(mktemp)
  cat >"$text"
  for target in "$@"; do
    mkdir -p "fuzz/corpus/$target"
    cp "$text" "fuzz/corpus/$target/$name"
  done
  rm "$text"
}

# seeds FILES TARGET...: adds the files of a glob.
seeds() {
  local file files=$1
  shift
  for file in $files; do
    seed "${file//\//-}" "$@" <"$file"
  done
}

# document ARCHIVE TARGET PART...: adds the parts of an archive, with the byte between them that the target expects.
document() {
  local archive=$1 target=$2 part
  shift 2
  for part in "$@"; do
    unzip -p "$archive" "$part" 2>/dev/null || true
    printf '\x1c'
  done | seed "${archive//\//-}" "$target"
}

seeds 'seeds/*.txt' draft_txt record_txt
seeds 'seeds/*.md' draft_md draft_mdx record_md
seeds 'seeds/record/*.md' draft_md record_md
seeds 'seeds/*.html' draft_html record_html
seeds 'seeds/record/notes/*.vtt' record_vtt
for archive in seeds/*.docx seeds/record/notes/*.docx; do
  for target in draft_docx record_docx; do
    document "$archive" "$target" word/document.xml word/_rels/document.xml.rels word/styles.xml word/comments.xml docProps/custom.xml
  done
done
seeds 'seeds/*.toml seeds/*/copydesk.toml copydesk.toml' configuration
seeds 'rules/*.toml' pack
seeds 'rules/register/*.toml' register

seed plain draft_rtf <<'END'
{\rtf1\ansi{\fonttbl\f0 Times;}{\stylesheet{\s1 heading 1;}}\pard\s1 It rained\par\pard She sent an e-mail on Monday.\par
\b \u8220?It rained,\u8221?\b0  said {\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt Roe}}.\par}
END
seed plain draft_odt <<'END'
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h>It rained</text:h><text:p>She sent an <text:span>e-mail</text:span>.</text:p><text:list><text:list-item><text:p>“It rained,”<text:s/>said<text:tab/>Roe.</text:p></text:list-item></text:list></office:text></office:body></office:document-content>
END
seed plain draft_mdx <<'END'
import Chart from './chart'

<Chart data={[1, 2]}>She sent an *e-mail*.</Chart> {{ page.title }} {% if x %}It rained.{% endif %} <%= name %>

{{< figure src="a.jpg" caption="The bridge, on Monday" >}} [caption id="1"]A ferry[/caption] <!-- wp:paragraph --> [[Roe|the mayor]]
END
seed plain record_srt <<'END'
1
00:00:01,000 --> 00:00:04,000
VOSS: We will build it.

2
00:00:04,500 --> 00:00:07,250
<i>Not</i> on Monday,
- she said.
END
seed segments record_json <<'END'
{"segments": [{"start": 1.0, "end": 4.0, "speaker": "Voss", "text": "We will build it.", "words": [{"word": "We", "start": 1.0}]}]}
END
seed utterances record_json <<'END'
{"utterances": [{"speaker": "A", "start": 1000, "text": "We will build it.", "words": [{"text": "We", "start": 1000, "speaker": "A"}]}]}
END
seed monologues record_json <<'END'
{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "We", "ts": 1.0}, {"type": "punct", "value": "."}]}]}
END
seed rows register_csv <<'END'
name,kind,variants,wrong,since
Mohammed Elmasry,person,"M. Elmasry; Elmasry",Elmasri,2020-01-01
"Harbour ""Board""",organisation,,,
END
seed plain sidecar <<'END'
record = ["notes.vtt"]

[metadata]
type = "opinion"
author = ["Anna Holm"]

[[allow]]
rule = "style/preferred-terms"
words = "e-mail"
reason = "as the bill says"
until = 2027-01-31
END
seed plain baseline <<'END'
version = 1

["news/draft.md"]
"d500259ac791230b" = { rule = "structure/byline", words = "Mayor Jane Roe sent an", near = "… e-mail on Monday." }
"b2147aac3227b185" = { rule = "style/preferred-terms", words = "e-mail", near = "Mayor Jane Roe sent an … on Monday." }
END
seed plain diff <<'END'
diff --git a/draft.md b/news/draft.md
similarity index 90%
rename from draft.md
rename to news/draft.md
--- a/draft.md
+++ b/news/draft.md
@@ -1,3 +1,3 @@
-Mayor Jane Roe sent a letter on Monday.
+Mayor Jane Roe sent an e-mail on Monday.
 
 “It is 5 percent,” said Roe.
END
seed plain notes <<'END'
{"draft":"a.md","path":"a.md","rules":[{"rule":"names/across-drafts","names":[{"kind":"person","name":"Alan Brookes","count":1,"start":[22,1,23],"end":[34,1,35],"stem":"1d3dc39d4075a449"}]}]}
{"draft":"b.md","path":"b.md","rules":[{"rule":"names/across-drafts","names":[{"kind":"person","name":"Alan Brooks","count":2,"start":[0,1,1],"end":[11,1,12],"stem":"a641fd87102952e0"}]}]}
{"draft":"c.md","path":"c.md","rules":[{"rule":"names/across-drafts","names":[{"kind":"person","name":"Alan Brooks","count":2,"start":[0,1,1],"end":[11,1,12],"stem":"ef476f8826d17416"}]}]}
END
