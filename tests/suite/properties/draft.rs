//! Drafts and packs of every make, well-formed or not.

use super::EVERYTHING;
use proptest::prelude::*;
use proptest::sample::select;

/// What drafts are made of.
fn fragment() -> impl Strategy<Value = String> {
    let words = select(vec![
        "the",
        "the the",
        "town hall",
        "Town Hall",
        "e-mail",
        "don't",
        "don’t",
        "reportedly",
        "U.S.",
        "US",
        "Mr. Smith",
        "labour",
        "labor",
        "last week",
        "NATO",
        "NATO (North Atlantic Treaty Organization)",
        "By Anna Holm",
        "GENEVA — ",
        "café",
        "cafe\u{301}",
        "李曉華",
        "שלום",
        "مرحبا",
        "👩🏽‍🎨",
        "🇭🇺",
        "ﬁ",
        "İstanbul",
        "ß",
        "\u{feff}",
        "\u{200b}",
        "\u{a0}",
        "𝟓𝟎",
        "5'10\"",
        "’90s",
        "dogs’",
        "TK",
        "©",
        "…",
        "—",
        "x",
        ".",
        "!",
        "?",
        ",",
        ";",
        ":",
    ]);
    let quotes = select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "«",
        "»",
        "„",
        "“Stop,” she said.",
        "‘no’",
        "\"yes\"",
        "“a ‘b’ c”",
        "“never closed",
    ]);
    let markup = select(vec![
        "*",
        "**",
        "_",
        "`",
        "``",
        "```",
        "*town* hall",
        "**town hall**",
        "[town hall](http://x.y)",
        "[a][b]",
        "![alt](i.png)",
        "&amp;",
        "&nbsp;",
        "&#233;",
        "&bogus;",
        "\\*",
        "\\&amp;",
        "\\",
        "`e-mail`",
        "<br>",
        "<!-- note -->",
        "<!--",
        "<b>e-mail</b>",
        "\n<p>",
        "</p>",
        "\n<div class='a'>",
        "\n<blockquote>",
        "</blockquote>\n",
        "\n<figcaption>",
        "<img alt=\"town hall\">",
        "<a href=x>",
        "</a>",
        "<script>",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "| a | b |",
        "|---|---|",
        "---",
        "+++",
        "===",
        "    ",
        "\t",
        "~~no~~",
        "[^1]",
        "[^1]: ",
        "http://example.org/e-mail",
        "type: opinion",
        "title: \"x\"",
        "<",
        ">",
        "[",
        "]",
        "(",
        ")",
        "\\\n",
        "  \n",
    ]);
    prop_oneof![4 => words.prop_map(str::to_owned), 2 => quotes.prop_map(str::to_owned), 2 => markup.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn joint() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        6 => Just(" "),
        2 => Just(""),
        1 => select(vec!["\n", "\r\n", "\n\n", "\r\n\r\n", "\r", "  ", "\n\n\n", "\n> ", "\n- ", "\n\n    "]),
    ]
}

pub fn draft() -> impl Strategy<Value = String> {
    let start = select(vec!["", "", "", "\u{feff}", "---\ntype: opinion\n---\n", "+++\ntype = \"a\"\n+++\n", "# "]);
    let pieces = prop::collection::vec((fragment(), joint()), 0..40);
    (start, pieces).prop_map(|(start, pieces)| {
        pieces.into_iter().fold(start.to_owned(), |text, (fragment, joint)| text + &fragment + joint)
    })
}

pub fn name() -> impl Strategy<Value = &'static str> {
    select(vec!["draft.md", "draft.txt", "draft.html"])
}

/// A good pack with a stretch of it taken out or put elsewhere.
pub fn broken_pack() -> impl Strategy<Value = String> {
    let length = EVERYTHING.len();
    (0..length, 0..60_usize, 0..length, any::<bool>()).prop_map(move |(from, of, to, put)| {
        let mut from = from;
        while !EVERYTHING.is_char_boundary(from) {
            from -= 1;
        }
        let mut end = (from + of).min(length);
        while !EVERYTHING.is_char_boundary(end) {
            end -= 1;
        }
        let mut text = format!("{}{}", &EVERYTHING[..from], &EVERYTHING[end..]);
        if put {
            let mut to = to.min(text.len());
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            text.insert_str(to, &EVERYTHING[from..end]);
        }
        text
    })
}
