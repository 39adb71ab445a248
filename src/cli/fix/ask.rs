//! The questions of `fix --interactive`, in the manner of `git add -p`; on any reader and writer.

use copydesk::diagnostic::Fix;
use copydesk::fix::Proposal;
use copydesk::report::printable;
use copydesk::text::{Edit, Source};
use std::io::{self, BufRead, Write};

/// Asks about one fix after the other and remembers what was said of the rest.
pub struct Asker<R> {
    reader: R,
    color: bool,
    rest: Rest,
}

/// What holds for the fixes that come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Ask,
    /// Yes, to the end of the draft.
    All,
    /// No, to the end of the draft.
    None,
    /// No, to the end of all drafts.
    Quit,
}

const HELP: &str = "\
y - make this change
n - do not make it
a - make it and all that follow in this draft
d - make neither it nor any that follow in this draft
q - quit: make neither it nor any other; what was said yes to stays
? - print this
";

/// How much of a line is shown on each side of a change, in characters.
const AROUND: usize = 40;

/// The most places of one fix that are shown.
const MOST_PLACES: usize = 8;

impl<R: BufRead> Asker<R> {
    pub const fn new(reader: R, color: bool) -> Self {
        Self { reader, color, rest: Rest::Ask }
    }

    /// Whether nothing more is to be asked.
    pub fn is_over(&self) -> bool {
        self.rest == Rest::Quit
    }

    /// A new draft begins.
    pub fn begin(&mut self) {
        if self.rest != Rest::Quit {
            self.rest = Rest::Ask;
        }
    }

    /// Whether the fix is to be made. The end of the input means to quit.
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

/// Each place of a fix, as it is and as it would be, with some of its line around it.
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

    /// What is said yes to of `drafts`, each of so many fixes, when `answers` are typed; and what is printed.
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
    fn each_answer_means_what_git_means_by_it() {
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
    fn what_is_no_answer_is_met_with_help() {
        let (said, out) = asked("what\ny\n", &[1]);
        assert_eq!(said, [[true]]);
        assert!(out.contains("q - quit") && out.matches("Make this change").count() == 2, "{out}");
    }
}
