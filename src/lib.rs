//! copydesk, an editorial linter and attribution checker: it points at the exact words that a copy desk would question.
//!
//! # Overview
//!
//! A file becomes a [`Source`](text::Source). A source becomes [`Prose`](prose::Prose), which maps each of its bytes
//! back to the source. Prose becomes an [`Article`](analysis::Article): its zones, sentences, quotations and their
//! speakers, names, acronyms and times. Rules report [`Finding`](rule::Finding)s in the article. Findings become
//! [`Diagnostic`](diagnostic::Diagnostic)s in the source, and a [`Report`](diagnostic::Report) of them is written in
//! some format.
//!
//! ```text
//! bytes ─files─▶ Source ─format─▶ Prose ─analysis─▶ Article ─rule─▶ Finding ─lint─▶ Diagnostic ─report─▶ bytes
//!               Span<Source>     Span<Prose>       Span<Prose>     Span<Prose>     Span<Source>
//! ```
//!
//! Everything that contributors extend (formats, kinds of rule, keys, reports, word lists) is a list of modules or files;
//! the table under [Extension points](#extension-points) names each list. `docs/glossary.md` explains the terms of the
//! newsroom and of the code.
//!
//! A program that uses copydesk starts from a [`Checker`]:
//!
//! ```
//! use copydesk::Checker;
//! use copydesk::checker::Options;
//!
//! let checker = Checker::new(Options::new())?;
//! let report = checker.check("Send the desk an e-mail.", "draft.md");
//! assert!(report.diagnostics.iter().any(|found| found.rule == "style/preferred-terms"));
//! # Ok::<(), copydesk::Error>(())
//! ```
//!
//! # Modules
//!
//! A module uses modules in its own layer or below, never above. A test checks this.
//!
//! | Layer | Module | Purpose |
//! |---|---|---|
//! | 0 | [`text`] | [`Span`](text::Span), [`Source`](text::Source), lines and columns, edits; uses the standard library only |
//! | 0 | [`Error`] | problems with files, arguments and the system, such as a file that cannot be read |
//! | 0 | [`layout`] | tables as bytes, written by the build and read in place, without parsing |
//! | 0 | `built_in` | the tables that the build lays out |
//! | 0 | [`expression`] | regular expressions: what is known about them before they run, and how they run cheaply |
//! | 1 | [`prose`] | running text, its blocks and metadata, the map to the source, and the builder that formats write to |
//! | 2 | [`diagnostic`] | the output of a check: levels, labels, fixes, fingerprints, the report |
//! | 3 | [`language`] | everything English as one value: word lists, inflection, numbers, dates, currencies, known names |
//! | 3 | [`table`] | TOML tables with the place of each key, and mistakes in them as diagnostics |
//! | 4 | [`format`](mod@format) | the formats of drafts: plain text, Markdown, HTML, Word, OpenDocument, Rich Text Format, front matter; [`format::review`] writes comments and tracked changes |
//! | 4 | [`analysis`] | the article, computed once and shared by all rules: zones and sentences; `attribution` finds the speaker of each quotation, `names` the people and organisations |
//! | 4 | [`record`] | notes and transcripts, their index, and each quotation compared with them |
//! | 5 | [`rule`] | rules and packs, their examples and conditions, and the one scan; [`rule::kind`] has the kinds |
//! | 5 | [`config`] | options as written, the settings that follow from them, and the origin of each value |
//! | 6 | [`lint`] | one draft in, its diagnostics out; allowances, baselines, and comparisons between drafts |
//! | 7 | [`report`] | the formats of reports, the fact-checker's lists of quotations and names, the audit of sources, and rules as JSON |
//! | 7 | [`fix`] | which fixes are made, in which order, and which drafts are not changed |
//! | 7 | [`files`] | the disk: drafts, packs, configurations, caches, git |
//! | 8 | [`checker`] | the interface for programs that use copydesk, without a disk |
//! | 9 | `cli` | the program, one file per command; it belongs to the binary and uses only the public modules. `cli::lsp` is the language server |
//!
//! `editors/web` is a crate of its own, the [`Checker`] for JavaScript; it builds this one without features.
//!
//! The data is in `rules/`: packs, the catalogue of requirements (`rules/catalogue`), word lists (`rules/lexicon`),
//! known words and names (`rules/evidence`) and the register of names (`rules/register`). The build embeds all of it.
//!
//! # Data flow
//!
//! 1. [`files::drafts`] turns paths into a sorted list of drafts without duplicates. [`files::read`] reads one draft;
//!    the extension determines the format. Text is UTF-8, UTF-16 with a byte-order mark, or in the
//!    encoding that the user names; a document of a word processor becomes the text that its author sees.
//! 2. [`config::Options`] reads the nearest `copydesk.toml`. [`config::Settings::resolve`] loads the packs and sets the
//!    level of every rule. Drafts with the same configuration share one [`lint::Linter`], whose [`rule::Scanner`] holds
//!    the patterns of all rules.
//! 3. Each draft is read once, on any thread, into a [`lint::Reading`]: [`format::read`] writes the prose,
//!    [`analysis::Article::new`] analyses it, and the scanner finds the matches of all rules. A reading never changes.
//!    The findings, the requirements that a draft meets, the output of `explain` and the lists of quotations and names
//!    all come from it.
//! 4. Each rule that is on for the path checks the article. `lint` converts findings to places in the source, fills in
//!    messages, decides on fixes, sorts, and computes fingerprints. Four filters then hide findings, in this order, and
//!    `lint` counts what each hides: allowances, the baseline, `--since` and `--diff` (copy that did not change), and
//!    `--show` (levels that are too low). `sarif` also reports the findings that the first two hide.
//!    If a draft names a record (notes, transcripts), [`record::Record`] has indexed its words, and each quotation is
//!    compared with it once, for all rules of kind `record`. Without one, nothing is read or compared.
//! 5. Rules that compare drafts keep notes of each draft, such as its names and quotations ([`lint::DraftNotes`]). When all
//!    drafts have been read, [`lint::compare`] compares the notes and adds findings. It does not read any draft again. `check
//!    --notes` writes the notes to a file instead, and `compare` makes the findings of any number of such files: a
//!    [`lint::Comparison`] is a set of notes, so parts of it are merged in any order.
//! 6. One thread sorts the files by path and writes the report. Only `json`, which CI uses for whole archives, is made on
//!    all threads, draft by draft; the order is the same. The command decides the exit code (`End` in `src/cli/mod.rs`).
//! 7. `copydesk fix` writes drafts instead of a report: [`fix::apply`] makes fixes and checks the draft again until nothing
//!    changes, and [`files::replace_whole`] writes the result unless the file has changed in the meantime.
//!
//! `copydesk lsp` does steps 2 to 4 for each open draft whenever it changes. One thread keeps the texts, one analyses, and a
//! queue between them knows only the newest state of each text, so that edits which come faster than they can be analysed
//! cost nothing. A check of all drafts in the folder runs in a thread of its own.
//!
//! # Invariants
//!
//! - Places in the source and in the prose have different types. [`Prose::locate`](prose::Prose::locate) converts from
//!   prose to source; only reports that show the article [convert back](prose::Prose::words_from). Nothing searches the
//!   text a second time to find a position.
//! - If the map calls a span *verbatim*, its bytes in the source equal its words in the prose.
//! - Spans are half-open ranges of bytes, at character boundaries, in the text as it is on the disk, including a
//!   byte-order mark and CRLF. Lines and columns are computed for output only.
//! - If a file is not text, the source is the text that its author reads, and the file is kept with it
//!   ([`Source::origin`](text::Source::origin)). [`format::revise`] applies an edit of the text to the file.
//! - Within a block, the prose has single spaces and no line breaks. No sentence or match crosses a block; a quotation
//!   may.
//! - A fix never changes words inside quotation marks, except to suggest the spelling of a name or the words of the
//!   record. It is safe only if all
//!   its places are verbatim and outside quotation marks, in a paragraph in which every mark has a partner, and in a
//!   draft that is not a transcript.
//! - After the safe fixes there is no safe fix left to make, and the draft has the same blocks and quotations as
//!   before; otherwise copydesk does not change it. A draft on the disk is always the old or the new one.
//! - A kind declares the text that it searches for. The prose is scanned once, however many rules there are.
//! - Work per draft is linear in its length. Searches around a match have a fixed reach. Candidates for a comparison
//!   are first grouped by a shared key, and groups with too many members are skipped.
//! - Work has ceilings, in `benches/ceilings.toml`: instructions of a run, of a further byte and of a further rule;
//!   expressions, allocations and bytes held; growth with the length of a draft. `check --stats` shows the time of each rule.
//! - A mistake in a user's pack or configuration is a diagnostic in that file, and the correct rules still load. Only
//!   problems with files, arguments and the system are an [`Error`].
//! - Notes are confidential: only the terminal shows a passage of the record. Other forms have its place and the words that
//!   differ, unless the command asks for more. The cache keeps nothing of a draft that has a record, and of a large record an
//!   index of hashes and places, without words.
//! - `check --cache` keys a result by the draft's bytes and path, all settings and packs, the day, and the program. The
//!   cache changes how long a run takes and nothing else.
//! - The same input gives the same bytes of output: sorted paths, one writer, no clock, no mutable global state.
//!   Today's date is an input.
//! - No core type derives `Serialize`; a report format for programs has its own types. A report escapes the words of a
//!   draft, so that they can never act as commands, links, markup or formulas.
//! - Only [`files`] and `cli` use the disk, only `cli` uses clap, only `src/report/human.rs` uses codespan-reporting.
//! - English words that the analysis depends on are data in `rules/`, loaded into one [`language::Language`] that is
//!   passed in; none are in the code. The vocabulary of markup, such as classes of HTML pages, is in [`format`](mod@format).
//!
//! # Extension points
//!
//! | To add | Write | And list it in |
//! |---|---|---|
//! | a rule | a `[[rule]]` in a pack | – |
//! | a pack | `rules/NAME.toml` | [`rule::PACKS`]; for a profile also [`rule::PROFILES`] |
//! | a kind of rule | `src/rule/kind/NAME.rs` | [`rule::kind::KINDS`] |
//! | a key of conditions (`when`, `require`) | `src/rule/condition/keys/NAME.rs` | `KEYS` in `src/rule/condition/keys/mod.rs` |
//! | a key of exceptions (`unless`, `only`) | a field of `AroundOptions` in `src/rule/kind/shared/around.rs` | – |
//! | a format of drafts | `src/format/NAME.rs` | [`format::FORMATS`] |
//! | a format of transcripts | `src/record/transcript/NAME.rs` | `READERS` in `src/record/transcript/mod.rs` |
//! | a format of reports | `src/report/NAME.rs` | [`report::REPORTERS`] |
//! | a format of a list | `src/report/quotes/NAME.rs`, `src/report/names/NAME.rs`, `src/report/sources/NAME.rs` | [`report::quotes::FORMS`], [`report::names::FORMS`], [`report::sources::FORMS`] |
//! | a property of a name | a line in `src/analysis/names/house/entry.rs` | – |
//! | a word list | `rules/lexicon/NAME.toml` | [`language::LEXICON_FILES`], and a field in a file of `src/language` |
//! | a list of known names | `rules/register/NAME.toml` | – |
//! | a command | `src/cli/NAME.rs` | `Command` in `src/cli/mod.rs` |
//!
//! `CONTRIBUTING.md` says where to start for these and for other changes.
//!
//! # Decisions
//!
//! **The map is stored.** Linters that strip markup and then search for a match to find its line report wrong places
//! when words repeat. Here, each format records the source bytes of every word while it writes the prose. The price is
//! a table of pieces per draft, which is small because adjacent verbatim pieces merge.
//!
//! **A soft wrap is a single space.** Phrases, expressions and conditions can then ignore line breaks, and hard-wrapped
//! copy reads like any other. The space is a separate piece, so a phrase across a wrap has the right bytes and is not
//! verbatim: its fix is only suggested.
//!
//! **Zones and speech come before rules.** A rule declares where it looks, and the scope is applied to matches before
//! the rule sees them. A style rule therefore cannot change a speaker's words by accident. (Kinds without patterns
//! apply the scope themselves.) In doubt, a block is body, the zone that most rules check: a missed byline does
//! less harm than a missed paragraph.
//!
//! **A speaker is looked up, not searched for.** Attribution first cuts each sentence, once and from left to right,
//! into noun phrases, verb groups and clauses with their subject. Later steps look these up by position: the ties
//! between cue and speaker, the passes that search for the speaker of a quotation, and the verdict. This keeps attribution linear and free of recursion;
//! `docs/attribution.md` follows one sentence through it.
//!
//! **Words are numbers.** A token carries the number of its word, and the [`Vocabulary`](analysis::Vocabulary) of a draft
//! has for each word what all lists say of it, found once. A cache of words is shared between drafts,
//! so that most words of a draft are never looked up in a list. Attribution, names and rules compare numbers and allocate no
//! strings; a paragraph is read for its grammar when a pass first looks at it.
//!
//! **A rule is data.** Editors can read it, change it and explain it. Only a new kind needs code. The examples in a
//! rule are its tests, marked the way an editor marks copy, so every rule has a place for tests.
//!
//! **What is built in is laid out when the program is built.** `build.rs` parses the packs and word lists, indexes the
//! register, and writes all of it as bytes that the program embeds. A start parses no TOML of its own and fills no map of
//! names; a name, a reason or an example is decoded when it is shown. The build uses the program's own code for this.
//! A browser has to fetch these bytes, so the feature `small` leaves out what can be worked out on the spot: packs and lists
//! are then parsed at the start, and an expression is compiled when it first runs.
//!
//! **There is one scan.** It looks for literals: every phrase and, for every regular expression, literals without which it
//! cannot match. Each literal is filed under its rarest word. Where a word has such [`Anchors`](expression::Anchors) of built-in
//! patterns is a fact of the word, found once, so that the scan reads few words letter by letter. The cost of a run
//! depends on the matches and hardly on the number of rules. An expression runs only in blocks that have one of its
//! literals and everything else that its [`Formula`](expression::Formula) wants, and as many numbers as it compares. It is tried
//! there only where the next three bytes can begin a match; an expression without such literals runs in every block that has at
//! least as many digits as a match needs.
//!
//! **Expressions are laid out when the program is built.** Building one automaton takes as long as reading fifty pages of copy, and
//! most drafts need twenty of 450 expressions. `build.rs` therefore writes what is known about each built-in expression,
//! and instructions that are executed in place, without parsing, to a table that the program embeds. They run over a code
//! page, in which one byte stands for all characters outside ASCII that no built-in expression distinguishes; that makes
//! them twenty times smaller. An expression that has taken many steps gets an automaton, which finds the same. Expressions
//! of a newsroom go through the same code when they are read; if the code page cannot represent one, it runs over UTF-8.
//!
//! **TOML tables are split by hand.** Tagged and flattened serde types lose spans. A rule's table is therefore split
//! into the common keys and the keys of the kind before it is deserialised, and a mistake is shown at its key.
//!
//! **Regular expressions have no look-around**, so that they run in linear time. Exceptions and requirements near a
//! match have keys instead: `unless` and `only`, with before, after, sentence, nearby, paragraph, document.
//!
//! **Fingerprints use FNV-1a, implemented here.** They may be stored in files, so they must outlive a compiler version.
//! They depend on the rule, the words and up to five words on each side in the same sentence, never on a line number.
//!
//! **copydesk has rules about itself**: allowances that match nothing, have expired or name an unknown rule. They apply
//! in every configuration and have levels and reasons like all rules.
//!
//! **Fixes are made in rounds.** The edits of a round do not touch each other, and the draft is checked again after
//! each round, because a fix depends on the words around it, which may just have changed. The result must have the same
//! blocks and quotations as before: an editor would rather keep a fault than get a paragraph that reads as somebody
//! else's speech.
//!
//! Simpler than it could be:
//!
//! - One crate. A workspace would compile faster, but this page could no longer describe all of it. What a browser cannot
//!   have is left out by features: without any, the library has no disk, terminal or threads; `disk` adds [`files`],
//!   `parquet` tables in that format, and `cli` the program, the report `human` and [`lint::Changes`]. The default is `cli` and `parquet`.
//! - One [`Condition`](rule::Condition) serves `when` and the kind `require`. One evaluation decides, finds the
//!   trigger, and records what was seen and what came close. The expressions of all conditions are in the one scan.
//! - Metadata values are strings, booleans, lists and tables. Numbers and dates of YAML and TOML become strings,
//!   because rules only compare them or test whether they exist.
//! - Front matter that cannot be parsed is metadata without fields, and an error at its place. The draft is still
//!   checked.
//! - There is one language. A second one needs its own lists and packs, and work on the word order in attribution.
//! - All rules of all packs are in one scanner, even those that are off for a path, so that one scanner serves all
//!   paths of a configuration. The expressions of a rule that is off for a path, or whose `when` the metadata
//!   contradicts, do not run.

pub mod analysis;
mod built_in;
pub mod checker;
pub mod config;
pub mod diagnostic;
mod error;
pub mod expression;
#[cfg(feature = "disk")]
pub mod files;
pub mod fix;
pub mod format;
pub mod language;
pub mod layout;
pub mod lint;
pub mod prose;
pub mod record;
pub mod report;
pub mod rule;
pub mod table;
pub mod text;

pub use checker::Checker;
pub use error::Error;
