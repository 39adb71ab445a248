//! `copydesk completions`.

use crate::suite::desk::Desk;

#[test]
fn completions_are_written_for_shells() {
    let desk = Desk::empty(&[]);
    for (shell, words) in [("bash", "complete -F"), ("zsh", "#compdef copydesk"), ("fish", "complete -c copydesk")] {
        let seen = desk.run(&["completions", shell]).exits(0);
        assert!(seen.out.contains(words), "{shell}: {}", seen.out);
        assert!(seen.out.contains("stdin-filename"), "{shell} knows the options");
        for word in ["attribution/unsourced-quote", "guardian"] {
            assert!(seen.out.contains(word), "{shell} does not know {word}");
        }
    }
}
