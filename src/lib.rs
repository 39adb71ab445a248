//! copydesk, an editorial linter: it points at the exact words that a copy desk would ask about.
//!
//! # Bird's eye
//!
//! A file becomes a [`Source`](text::Source). A source becomes [`Prose`](prose::Prose), which remembers where every byte
//! came from. Prose becomes an [`Article`](analysis::Article), which we understand: zones, sentences, quotations,
//! who said them, names, acronyms, times. Rules find [`Finding`](rule::Finding)s in it. Findings become
//! [`Diagnostic`](diagnostic::Diagnostic)s in the source again, and a [`Report`](diagnostic::Report) of them is written
//! in some form.
//!
//! ```text
//! bytes ─files─▶ Source ─format─▶ Prose ─analysis─▶ Article ─rule─▶ Finding ─lint─▶ Diagnostic ─report─▶ bytes
//!               Span<Source>     Span<Prose>       Span<Prose>     Span<Prose>     Span<Source>
//! ```
//!
//! Three things multiply: formats in, kinds of rule, forms out. Everything else exists once.
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
//! # Code map
//!
//! A module uses those below it, never those above.
//!
//! | Floor | Module | What it is for |
//! |---|---|---|
//! | 0 | [`text`] | [`Span`](text::Span), [`Source`](text::Source), lines and columns, edits; the standard library only |
//! | 0 | [`Error`] | what is wrong with the world, with its path |
//! | 1 | [`prose`] | running text, its blocks and metadata, the offset map, and the builder that formats write to |
//! | 2 | [`diagnostic`] | what is said of a place: levels, labels, fixes, fingerprints, the report |
//! | 4 | [`format`](mod@format) | ways in: plain text, Markdown, HTML, Word documents, front matter |
//! | 4 | [`analysis`] | what is understood of a draft, computed once and shared by all rules: `attribution` finds who said each quotation, `names` who is spoken of; the lexicon |
//! | 5 | [`rule`] | rules and packs, examples, conditions, templates, the one scan; [`rule::kind`] the kinds |
//! | 5 | [`config`] | options as written, settings as used, and where each value came from |
//! | 6 | [`lint`] | the engine: one draft in, its diagnostics out; then drafts are compared |
//! | 7 | [`report`] | ways out: for people, for other programs, for the servers that check what is handed in; the fact-checker's sheets of quotations and of names |
//! | 7 | [`fix`] | fixes: which are made, in what order, and which drafts are left alone |
//! | 7 | [`files`] | the disk: which drafts a path means, reading, writing, packs and configurations |
//! | 8 | [`checker`] | what other programs use: a checker, made from options without a disk |
//! | 9 | `cli` | the program: it belongs to the binary and sees only what this page shows; a file for each command |
//!
//! Beside the code, `rules/` holds the packs, `rules/catalogue` what a desk checks, `rules/lexicon` the word lists and
//! `rules/register` names. Packs and word lists are embedded at build time.
//!
//! # Data flow
//!
//! 1. [`files::drafts`] turns paths into drafts, sorted, each once; [`files::read`] reads one, in the format of its
//!    name: text must be UTF-8, a Word document becomes the text that its author sees.
//! 2. [`config::Options`] reads the nearest `copydesk.toml`; [`config::Settings::resolve`] loads the packs and decides
//!    the level of every rule. Drafts with the same configuration share one [`lint::Linter`], whose
//!    [`rule::Scanner`] holds all patterns of all rules.
//! 3. Per draft, on any thread: [`format::read`] writes the prose; [`analysis::Article::new`] understands it; the scanner
//!    walks it once and hands each rule its hits; each rule that is on for this path checks and finds.
//! 4. The engine crosses from prose to source, fills in messages, decides on fixes, sorts, and gives fingerprints. Then
//!    findings pass its filters in their order, allowances here, then the baseline and what did not change; what each keeps
//!    back is counted; what the first two let stand is also kept, since `sarif` tells of it.
//! 5. Some rules keep notes of a draft: plain values, such as its names. When all drafts of a run are read,
//!    [`lint::compare`] holds the notes against each other and adds what one draft has otherwise than the others. No draft
//!    is read again.
//! 6. One thread sorts the files by path and writes the report. Or [`fix::apply`] makes fixes, checks anew until nothing
//!    changes, and [`files::replace_whole`] puts the new text where the old one still stands.
//!
//! # Invariants
//!
//! - There are two places, and two types for them. [`Prose::locate`](prose::Prose::locate) is the one crossing; only a
//!   form that shows an article goes [back over it](prose::Prose::words_from). Nothing is searched for a second time
//!   to find its position.
//! - Where the map says *verbatim*, the source bytes of a span are the words of the prose.
//! - Spans are byte offsets, half-open, at character boundaries, into the text as it lies on the disk: byte-order mark
//!   and CRLF are still there. Lines and columns are computed for output only.
//! - Where a file is no text, the source is what its author reads, and the file stays beside it
//!   ([`Source::origin`](text::Source::origin)); [`format::revise`] makes a change of that text in the file.
//! - Within a block the prose has single spaces and no line ends of layout. No sentence, hit or match crosses a block;
//!   a quotation may.
//! - A fix never touches words inside quotation marks, except to offer the spelling of a name. It is safe only where all
//!   its places are verbatim and outside quotation marks, in a paragraph whose marks all have partners, in a draft that is no
//!   transcript.
//! - After safe fixes no safe fix is left to make, and the draft has the blocks and quotations it had; else it stays as it
//!   was. A draft is old or new, never in between.
//! - A kind declares what text it looks for. The prose is scanned once, however many rules there are.
//! - What runs per draft is linear in its length: where something looks around a match, it looks a fixed distance, and
//!   what is compared with each other is first put into rooms of things that are alike, of which crowded ones are left.
//!   `benches/scan.rs` and `check --stats` show where it is not.
//! - What is wrong in a user's file (pack, configuration) is a diagnostic in that file, and the good rules still load.
//!   Only what is wrong with the world is an [`Error`].
//! - What `check --cache` keeps is filed under the draft's bytes and path, all settings and packs, the day, and the program
//!   itself; it changes how long a run takes and nothing else.
//! - Same input, same bytes out: sorted paths, one writer, no clock, no global state that changes. Which day is today is
//!   said from outside, and allowances end by it.
//! - No type of the core derives `Serialize`. A form for programs owns its wire types. Words of a draft stay words in every
//!   form, whatever they would mean to the reader of that form: commands, links, markup, formulas.
//! - The disk is touched in [`files`] only; clap is known in `cli` only, codespan-reporting in `report/human.rs` only.
//! - English words that the analysis goes by are data in `rules/lexicon`, not code.
//!
//! # Doors
//!
//! Each is one file and one line in a list.
//!
//! | To add | Write | List it in |
//! |---|---|---|
//! | a rule | a `[[rule]]` in a pack | nowhere |
//! | a pack | `rules/NAME.toml` | [`rule::PACKS`]; a profile in [`rule::PROFILES`] too |
//! | a kind of rule | `src/rule/kind/NAME.rs` | [`rule::kind::KINDS`] |
//! | a format | `src/format/NAME.rs` | [`format::FORMATS`] |
//! | a form of report | `src/report/NAME.rs` | [`report::REPORTERS`] |
//! | a form of a sheet | `src/report/quotes/NAME.rs`, `src/report/names/NAME.rs` | [`report::quotes::FORMS`], [`report::names::FORMS`] |
//! | a word list | `rules/lexicon/NAME.toml` | [`language::LEXICON_FILES`], and a field where the list is used |
//!
//! # Decisions
//!
//! **The map is kept.** Linters that strip markup and later search for a match to find its line report wrong places when
//! words occur twice. Here each format gives the source bytes of every word as it writes it. The price is a table of
//! pieces per draft, which is small because verbatim runs join.
//!
//! **A soft wrap is a single space.** Phrases, regular expressions and conditions then need not know about line ends, and
//! hard-wrapped copy reads as any other. The space is a piece of its own, so a phrase across a wrap is found at the
//! right bytes and is not verbatim: its fix is only suggested.
//!
//! **Zones and speech come before rules.** A rule says where it looks, and the scope is applied to hits before the rule
//! sees them. A rule of style therefore cannot forget that a speaker's words are not the house's. (Kinds that look for
//! no text of their own ask the scope themselves.) What is in doubt is body, where most rules look: a missed byline is
//! a smaller fault than a missed paragraph.
//!
//! **A rule is data.** Editors can read it, change it and give reasons for it. Code is only ever a new kind. The examples
//! in a rule are its tests, with marks as an editor marks copy, so a rule cannot be added without a place to test it.
//!
//! **One scan.** One case-insensitive Aho-Corasick automaton holds every phrase and, for every regular expression,
//! literals without which it cannot match. An expression runs only in blocks where one of them stands. The cost of a
//! run grows with what is found, hardly with the number of rules. An expression without such literals runs in every
//! block.
//!
//! **TOML is split by hand.** Spans die in tagged and flattened serde types. A rule's table is therefore divided into the
//! common keys and those of the kind before it is deserialised, and a mistake is shown at the very key.
//!
//! **Regular expressions have no look-around**, so that they are linear. What look-around is used for in prose, an excuse
//! or a need nearby, is said in words: `unless` and `only`, with before, after, sentence, nearby, paragraph, document.
//!
//! **Fingerprints are FNV-1a, written out here**: they may be kept in files, so they must outlive a compiler. They are made of
//! the rule, the words and up to five words to each side in the same sentence, never of a line number.
//!
//! **The engine has rules of its own**, of allowances that nothing needs, that have ended, that name no rule. They are in
//! [`rule::own`], hold in every configuration, and have levels and reasons as all rules have.
//!
//! **Fixes are made in rounds**, each of edits that do not touch, then the draft is checked anew. A fix is judged by the
//! words around it, and those may just have changed. The whole is judged by what the draft is built of: an editor would
//! rather keep a fault than get a paragraph that reads as somebody else's speech.
//!
//! Simpler than it might be:
//!
//! - One [`Condition`](rule::Condition) serves both `when` and the kind `require`. It is a tree of clauses, judged once: the
//!   same walk decides, finds the place that calls for a disclosure, and tells people what was seen and what came near.
//!   The expressions of all conditions are in the one scan.
//! - Metadata values are text, yes or no, lists and tables. Numbers and dates of YAML and TOML become text, since rules
//!   only compare them or ask whether they are there.
//! - Front matter that cannot be parsed is metadata without fields, and an error at its place. The draft is still checked.
//! - There is one [`Language`](language::Language), English. A second would be a second value of that type and the data for it; the
//!   engine reads what it knows of a language from [`Article::language`](analysis::Article::language).
//! - All rules of all packs go into one scanner, those that are off for a path too, so that one scanner serves all paths
//!   of a configuration. The expressions of a rule that is off here, or whose `when` the head of the draft denies, are not run.

pub mod analysis;
pub mod checker;
pub mod config;
pub mod diagnostic;
mod error;
pub mod files;
pub mod fix;
pub mod format;
pub mod language;
pub mod lint;
pub mod prose;
pub mod report;
pub mod rule;
pub mod table;
pub mod text;

pub use checker::Checker;
pub use error::Error;
