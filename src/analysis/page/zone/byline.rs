//! Bylines: by their first word, or a line that is a person's name and nothing else.

use super::Reader;
use crate::prose::BlockKind;

/// The maximum number of words of a byline, roles and date included.
const LONGEST_BYLINE: usize = 16;

/// The maximum number of words of a role after a name: “Chief Political Correspondent”.
const LONGEST_ROLE: usize = 5;

impl Reader<'_> {
    /// “By Anna Holm”, with roles and a date.
    pub(super) fn is_byline(&self, block: usize) -> bool {
        let text = self.text(block);
        let opener = self.lexicon.zones.byline.iter().find_map(|word| {
            let start = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
            text[start.len()..].strip_prefix([' ', ':'])
        });
        opener.is_some_and(|name| {
            // Names, particles and “and”, up to a comma or the end: “By Monday the ferry” is a sentence.
            let names = name.trim_start().split([',', '|', '·', '•']).next().unwrap_or_default();
            let mut words = names.split_whitespace();
            names.starts_with(char::is_uppercase)
                && self.words(block) <= LONGEST_BYLINE
                && self.sentence_count(block) <= 2
                && words.all(|word| {
                    word.starts_with(|c: char| !c.is_lowercase()) || self.lexicon.name_particles.contains(word)
                })
        })
    }

    /// “Anna Holm”, “Anna Holm and Carl Berg”, “Anna Holm, Political Editor”, under a headline.
    pub(super) fn is_name(&self, block: usize) -> bool {
        let text = self.text(block);
        if self.prose.blocks[block].kind != BlockKind::Paragraph || text.ends_with(['.', '?', '!', ':']) {
            return false;
        }
        let joint = |word: &str| word == "&" || self.lexicon.zones.byline_joints.iter().any(|joint| joint == word);
        let mut names = 0;
        let is_role = |part: &str| {
            let role = |word: &str| self.lexicon.zones.bio_nouns.iter().any(|noun| noun.eq_ignore_ascii_case(word));
            part.split(' ').count() <= LONGEST_ROLE && part.split(' ').any(role)
        };
        let mut is_part = |part: &str| {
            let words: Vec<&str> = part.split(' ').collect();
            let persons = words.split(|word| joint(word)).all(|name| self.language.is_person(name));
            names += usize::from(persons);
            persons || (names > 0 && is_role(part))
        };
        let all = text.split(['|', '·', '•']).map(str::trim).enumerate().all(|(index, stretch)| {
            (index > 0 && super::is_date_line(stretch, self.language))
                || stretch.split(',').map(str::trim).all(&mut is_part)
        });
        all && self.words(block) <= LONGEST_BYLINE
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::zone;
    use crate::analysis::Zone;

    #[test]
    fn a_name_under_a_headline_is_a_byline() {
        const BODY: &str =
            "GENEVA — The council met on Monday to vote on the new bridge, and then it went home again.\n";
        for line in [
            "Anna Holm",
            "ANNA HOLM",
            "Anna Holm and Carl Berg",
            "Anna Holm, Political Editor",
            "Anna Holm | March 4, 2026",
        ] {
            let plain = format!("Council votes for the new harbour bridge\n\n{line}\n\n{BODY}");
            assert_eq!(zone("a.txt", &plain, line), Zone::Byline, "{line}");
            let markdown = format!("# Council votes for the new harbour bridge\n\n{line}\n\n{BODY}");
            assert_eq!(zone("a.md", &markdown, line), Zone::Byline, "{line}");
        }
        let below = format!(
            "# Council votes for the bridge\n\n*It took five hours to count the votes.*\n\nAnna Holm\n\n{BODY}"
        );
        assert_eq!(zone("a.md", &below, "Anna Holm"), Zone::Byline);
        for line in ["A Grace Period", "Anna Holm wins", "Harbour City", "Anna Holm, the mayor, wins"] {
            let text = format!("# Council votes for the new harbour bridge\n\n{line}\n\n{BODY}");
            assert_eq!(zone("a.md", &text, line), Zone::Standfirst, "{line}");
        }
        let headline = format!("# Anna Holm\n\n{BODY}");
        assert_eq!(zone("a.md", &headline, "Anna Holm"), Zone::Headline);
    }

    #[test]
    fn headings_below_a_headline_may_be_a_byline_and_a_date() {
        const BODY: &str = "The council met on Monday to vote on the new bridge, and then it went home again.\n";
        for (line, of) in [
            ("Contributed by [Anna Holm](https://example.org) and Carl Berg", Zone::Byline),
            ("By Anna Holm", Zone::Byline),
            ("Author: Anna Holm", Zone::Byline),
            ("Publication date: March 2, 2026", Zone::Dateline),
            ("Author Guidelines", Zone::Subheading),
            ("By the numbers", Zone::Subheading),
            ("The council", Zone::Subheading),
        ] {
            let text = format!("# Council votes for the bridge\n\n#### {line}\n\n{BODY}");
            let words = line.split('[').next().unwrap_or(line).trim_end();
            assert_eq!(zone("a.md", &text, words), of, "{line}");
        }
        let below = format!("# Council votes\n\n## The vote on the bridge\n\nWritten by Anna Holm (8b)\n\n{BODY}");
        assert_eq!(zone("a.md", &below, "Written by"), Zone::Byline);
        assert_eq!(zone("a.md", &below, "The vote"), Zone::Subheading);
        let later = format!("# Council votes\n\n{BODY}\n#### By Anna Holm\n\n{BODY}");
        assert_eq!(zone("a.md", &later, "By Anna"), Zone::Subheading, "the article has begun");
    }
}
