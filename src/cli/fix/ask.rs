//! The questions of `fix --interactive`, modelled on `git add -p`.

use copydesk::diagnostic::Fix;
use copydesk::fix::Proposal;
use copydesk::report::printable;
use copydesk::text::{Edit, Source};
use std::io::{self, BufRead, Write};

/// Asks about one fix after another, and remembers answers that hold for the fixes that follow.
pub struct Asker<R> {
    reader: R,
    color: bool,
    rest: Rest,
}

/// What to do about the fixes that follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Ask,
    /// Make them, to the end of the draft.
    All,
    /// Skip them, to the end of the draft.
    None,
    /// Skip them, in all drafts.
    Quit,
}

const HELP: &str = "\
y - make this change
n - do not make it
a - make this change and all later ones in this draft
d - make neither this change nor any later one in this draft
q - quit; keep the changes made so far
? - print this help
";

/// Characters of a line shown on each side of a change.
const AROUND: usize = 40;

/// The maximum number of places shown for one fix.
const MOST_PLACES: usize = 8;

impl<R: BufRead> Asker<R> {
    pub const fn new(reader: R, color: bool) -> Self {
        Self { reader, color, rest: Rest::Ask }
    }

    /// Whether the user has quit.
    pub fn is_over(&self) -> bool {
        self.rest == Rest::Quit
    }

    /// Starts a new draft: answers for “the rest of this draft” no longer hold.
    pub fn begin(&mut self) {
        if self.rest != Rest::Quit {
            self.rest = Rest::Ask;
        }
    }

    /// Asks whether to make the fix. The end of the input means quit.
    pub fn ask(&mut self, proposal: &Proposal, out: &mut dyn Write) -> io::Result<bool> {
        match self.rest {
            Rest::Ask => {}
            rest => return Ok(rest == Rest::All),
        }
        self.show(proposal, out)?;
        loop {
            write!(out, "Make this change [y,n,a,d,q,?]? ")?;
            out.flush()?;
            let mut line = String::new();
            if self.reader.read_line(&mut line)? == 0 {
                writeln!(out)?;
                self.rest = Rest::Quit;
                return Ok(false);
            }
            let answer = line.trim().to_ascii_lowercase();
            self.rest = match answer.as_str() {
                "y" | "yes" | "n" | "no" => Rest::Ask,
                "a" | "all" => Rest::All,
                "d" => Rest::None,
                "q" | "quit" => Rest::Quit,
                _ => {
                    write!(out, "{HELP}")?;
                    continue;
                }
            };
            return Ok(matches!(answer.as_str(), "y" | "yes" | "a" | "all"));
        }
    }

    fn show(&self, proposal: &Proposal, out: &mut dyn Write) -> io::Result<()> {
        let Proposal { source, found, fix } = proposal;
        let at = source.position(fix.edits.first().map_or(found.span().start, |edit| edit.span.start));
        let safety = fix.safety.name();
        writeln!(
            out,
            "\n{}:{at}: {}[{}]: {}",
            printable(&source.name),
            found.level,
            found.rule,
            printable(&found.message)
        )?;
        writeln!(out, "fix ({safety}): {}", printable(&fix.title))?;
        let (gone, come, end) = if self.color { ("\u{1b}[31m", "\u{1b}[32m", "\u{1b}[0m") } else { ("", "", "") };
        for [before, after] in places(source, fix) {
            let (before, after) = (printable(&before), printable(&after));
            writeln!(out, "{gone}- {before}{end}\n{come}+ {after}{end}")?;
        }
        let more = fix.edits.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            writeln!(out, "  and {more} more places")?;
        }
        Ok(())
    }
}

/// The places of a fix before and after it, each with some of its line.
fn places(source: &Source, fix: &Fix) -> Vec<[String; 2]> {
    let of = |edit: &Edit| {
        let text = source.text.as_str();
        let (before, after) = (&text[..edit.span.start], &text[edit.span.end..]);
        let start = before.char_indices().rev().take(AROUND).take_while(|&(_, c)| c != '\n').last();
        let start = start.map_or(edit.span.start, |(at, _)| at);
        let end = after.char_indices().take(AROUND).take_while(|&(_, c)| !matches!(c, '\r' | '\n')).last();
        let end = edit.span.end + end.map_or(0, |(at, c)| at + c.len_utf8());
        let cut = |whole: bool| if whole { "" } else { "…" };
        let left = cut(start == 0 || text[..start].ends_with('\n'));
        let right = cut(end == text.len() || text[end..].starts_with(['\r', '\n']));
        [source.slice(edit.span), edit.text.as_str()]
            .map(|words| format!("{left}{}{words}{}{right}", &text[start..edit.span.start], &text[edit.span.end..end]))
    };
    fix.edits.iter().take(MOST_PLACES).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk::diagnostic::{Diagnostic, Level, Safety};
    use copydesk::text::Span;

    /// Types `answers` for `drafts`, given by their numbers of fixes: which fixes are accepted, and what is printed.
    fn asked(answers: &str, drafts: &[usize]) -> (Vec<Vec<bool>>, String) {
        let source = Source::new(
            "a.md",
            "Draft.\nSend an e-mail to the desk before noon, or call the desk; that is all there is.\n",
        );
        let fix = |start| Fix {
            title: "write “email”".into(),
            safety: Safety::Safe,
            edits: vec![Edit { span: Span::new(start, start + 6), text: "email".into() }],
        };
        let (fix, found) = (fix(15), Diagnostic::new("style/email", Level::Note, "it is “email”", Span::new(15, 21)));
        let proposal = Proposal { source: &source, found: &found, fix: &fix };
        let mut asker = Asker::new(answers.as_bytes(), false);
        let mut out = Vec::new();
        let mut said = Vec::new();
        for &fixes in drafts {
            asker.begin();
            said.push((0..fixes).map(|_| asker.ask(&proposal, &mut out).expect("memory can be written to")).collect());
        }
        (said, String::from_utf8(out).expect("text"))
    }

    #[test]
    fn the_question_shows_the_words_before_and_after() {
        let (_, out) = asked("n\n", &[1]);
        let wanted = "
a.md:2:9: note[style/email]: it is “email”
fix (safe): write “email”
- Send an e-mail to the desk before noon, or call the de…
+ Send an email to the desk before noon, or call the de…
Make this change [y,n,a,d,q,?]? ";
        assert_eq!(out, wanted);
    }

    #[test]
    fn answers_mean_what_they_mean_in_git() {
        let (yes, no) = (true, false);
        for (answers, said) in [
            ("y\nn\nYES\n\n", vec![vec![yes, no, yes], vec![no]]),
            ("n\na\nn\n", vec![vec![no, yes, yes], vec![no]]),
            ("y\nd\ny\n", vec![vec![yes, no, no], vec![yes]]),
            ("y\nq\ny\n", vec![vec![yes, no, no], vec![no]]),
            ("y\n", vec![vec![yes, no, no], vec![no]]),
        ] {
            assert_eq!(asked(answers, &[3, 1]).0, said, "{answers:?}");
        }
    }

    #[test]
    fn an_unknown_answer_prints_help() {
        let (said, out) = asked("what\ny\n", &[1]);
        assert_eq!(said, [[true]]);
        assert!(out.contains("q - quit;") && out.matches("Make this change").count() == 2, "{out}");
    }
}
