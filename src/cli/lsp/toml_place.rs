//! Where in a TOML text a place is: in which table, after which key. The text may be broken, since somebody is writing it, so it
//! is scanned and not parsed.

/// A place in a TOML text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The keys above it: those of the table, and those of the inline tables around it.
    pub path: Vec<String>,
    /// The key whose value is written here; `None` where a key is written.
    pub key: Option<String>,
    /// Where the word begins that is written here, quotation mark included.
    pub start: usize,
    /// The quotation mark that the word begins with.
    pub quote: Option<char>,
}

/// What the scan is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Array,
    InlineTable,
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    place: Place,
    inside: Vec<(Inside, Option<String>)>,
    word: String,
}

/// The place of byte `end` of `text`.
pub fn place(text: &str, end: usize) -> Place {
    let text = text.get(..end).unwrap_or_default();
    let mut scan = Scan { text, at: 0, place: Place::default(), inside: Vec::new(), word: String::new() };
    while let Some(c) = scan.peek() {
        scan.step(c);
    }
    scan.place
}

impl Scan<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self, c: char) {
        match c {
            '#' => self.at += self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at),
            '"' | '\'' => self.string(c),
            '[' if self.place.key.is_none() && self.inside.is_empty() => self.header(),
            '[' => self.open(Inside::Array),
            '{' => self.open(Inside::InlineTable),
            ']' | '}' => self.close(),
            '=' => {
                self.place.key = Some(std::mem::take(&mut self.word).trim().to_owned());
                self.begin_word(1);
            }
            ',' => {
                if self.inside.last().is_some_and(|(inside, _)| *inside == Inside::InlineTable) {
                    self.place.key = None;
                }
                self.begin_word(1);
            }
            '\n' => {
                if self.inside.is_empty() {
                    self.place.key = None;
                }
                self.begin_word(1);
            }
            c if c.is_whitespace() && self.word.is_empty() => self.begin_word(c.len_utf8()),
            c => {
                self.word.push(c);
                self.at += c.len_utf8();
            }
        }
    }

    /// Goes on; a word that follows begins there.
    fn begin_word(&mut self, length: usize) {
        self.at += length;
        self.word.clear();
        self.place.start = self.at;
        self.place.quote = None;
    }

    fn open(&mut self, inside: Inside) {
        let key = self.place.key.take();
        if inside == Inside::InlineTable {
            self.place.path.extend(key.as_deref().map(str::to_owned));
        } else {
            self.place.key = key.as_deref().map(str::to_owned);
        }
        self.inside.push((inside, key));
        self.begin_word(1);
    }

    fn close(&mut self) {
        if let Some((inside, key)) = self.inside.pop() {
            if inside == Inside::InlineTable && key.is_some() {
                self.place.path.pop();
            }
            self.place.key = key;
        }
        self.begin_word(1);
    }

    /// A string, to its end or to that of the text.
    fn string(&mut self, quote: char) {
        self.place.start = self.at;
        let rest = &self.text[self.at..];
        let triple: String = [quote; 3].iter().collect();
        let (mark, spans_lines) = if rest.starts_with(&triple) { (triple, true) } else { (quote.to_string(), false) };
        let body = &rest[mark.len()..];
        let mut escaped = false;
        let mut end = None;
        for (at, c) in body.char_indices() {
            if !escaped && body[at..].starts_with(&mark) {
                end = Some(at);
                break;
            }
            if c == '\n' && !spans_lines {
                end = Some(at);
                break;
            }
            escaped = !escaped && c == '\\' && quote == '"';
        }
        match end {
            Some(at) => {
                self.word.push_str(&body[..at]);
                let closed = body[at..].starts_with(&mark);
                self.at += mark.len() + at + if closed { mark.len() } else { 0 };
                self.place.quote = None;
            }
            None => {
                self.place.quote = Some(quote);
                self.at = self.text.len();
            }
        }
    }

    /// `[table]` or `[[table]]`.
    fn header(&mut self) {
        let line = self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end);
        let name = self.text[self.at..line].split('#').next().unwrap_or_default();
        let names = name.trim().trim_matches(['[', ']']).split('.');
        self.place.path = names.map(|name| name.trim().trim_matches(['"', '\'']).to_owned()).collect();
        self.at = line;
        self.begin_word(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path, the key and the word at `|`.
    fn at(text: &str) -> (String, Option<String>, String) {
        let end = text.find('|').expect("a place");
        let found = place(text, end);
        (found.path.join("."), found.key, text[found.start..end].to_owned())
    }

    fn wanted(path: &str, key: Option<&str>, word: &str) -> (String, Option<String>, String) {
        (path.to_owned(), key.map(str::to_owned), word.to_owned())
    }

    #[test]
    fn keys_and_values_are_told_apart() {
        assert_eq!(at("lev|"), wanted("", None, "lev"));
        assert_eq!(at("extends = [\"news\", \"a|"), wanted("", Some("extends"), "\"a"));
        assert_eq!(at("extends = [\n  \"news\", # the \"profile\"\n  |"), wanted("", Some("extends"), ""));
        assert_eq!(at("a = 1\n[levels]\n\"style/|"), wanted("levels", None, "\"style/"));
        assert_eq!(at("[levels]\nstyle = \"o|"), wanted("levels", Some("style"), "\"o"));
        assert_eq!(at("[[rule]]\nid = \"a/b\"\nkin|"), wanted("rule", None, "kin"));
        assert_eq!(at("[[override]]\nlevels = { style = \"off\", |"), wanted("override.levels", None, ""));
        assert_eq!(at("[[override]]\nlevels = { style = \"|"), wanted("override.levels", Some("style"), "\""));
        assert_eq!(at("[[override]]\nlevels = { style = \"off\" }\npa|"), wanted("override", None, "pa"));
    }

    #[test]
    fn strings_that_run_over_lines_and_broken_ones_end_where_they_end() {
        assert_eq!(at("good = '''\n[table]\nx = 1\n'''\nk|"), wanted("", None, "k"));
        assert_eq!(at("message = \"it\\\"s = [\"\nk|"), wanted("", None, "k"));
        assert_eq!(at("message = \"never closed\nk|"), wanted("", None, "k"));
        assert_eq!(at("]]}}\n= [|"), wanted("", Some(""), ""));
    }
}
