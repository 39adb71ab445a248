//! [`State`]: what the open groups of an RTF file say about the words that follow.

use crate::format::document::{Look, Role};

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Into the text.
    #[default]
    Text,
    /// Nowhere: fonts, colours, pictures, footnotes, headers.
    Nowhere,
    /// The list of styles.
    Styles,
    /// What a field is, such as a link with its address.
    Field,
    Comment,
    /// The name and the value of a property that the user defined.
    PropertyName,
    PropertyValue,
}

/// The words of groups that go nowhere, by the control word that begins them.
const NOWHERE: [&[u8]; 22] = [
    b"colortbl",
    b"fonttbl",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"footnote",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"info",
    b"listtext",
    b"nonshppict",
    b"object",
    b"pict",
    b"pntext",
    b"rxe",
    b"shp",
    b"tc",
    b"txe",
    b"xe",
];

/// What holds in a group, and ends with it.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) place: Place,
    pub(super) look: Look,
    /// Further properties that show, each once.
    shown: Vec<&'static str>,
    pub(super) is_deleted: bool,
    /// What a paragraph is that ends here.
    pub(super) role: Option<Role>,
    pub(super) is_cell: bool,
    /// How many characters after one of Unicode stand for it in readers that do not know Unicode.
    pub(super) fallback: usize,
    /// Whether the group is a field that holds a link.
    pub(super) is_link: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            place: Place::default(),
            look: Look::default(),
            shown: Vec::new(),
            is_deleted: false,
            role: None,
            is_cell: false,
            fallback: 1,
            is_link: false,
        }
    }
}

impl State {
    /// Whether the words are visible.
    pub(super) const fn is_read(&self) -> bool {
        matches!(self.place, Place::Text) && !self.look.hidden && !self.is_deleted
    }

    /// Takes a control word that says where the words of its group go. `is_optional` says that it follows `\*`: a group
    /// whose word is unknown is then left out.
    pub(super) fn destination(&mut self, word: &[u8], is_optional: bool) {
        let place = match word {
            b"stylesheet" => Place::Styles,
            b"fldinst" => Place::Field,
            b"annotation" => Place::Comment,
            b"propname" => Place::PropertyName,
            b"staticval" => Place::PropertyValue,
            b"userprops" | b"atrfstart" | b"atrfend" => Place::Nowhere,
            _ if NOWHERE.contains(&word) || is_optional => Place::Nowhere,
            _ => return,
        };
        // Within a group that is left out, only properties count.
        let is_property = matches!(place, Place::PropertyName | Place::PropertyValue);
        if self.place != Place::Nowhere || is_property {
            self.place = place;
        }
    }

    /// Takes a control word that says how words look.
    pub(super) fn look(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        let name = match word {
            b"b" => return self.look.strong = is_on,
            b"i" => return self.look.emphasis = is_on,
            b"v" => return self.look.hidden = is_on,
            b"deleted" => return self.is_deleted = is_on,
            b"plain" => {
                self.look = Look::default();
                return self.shown.clear();
            }
            b"ul" | b"ulnone" => "ul",
            b"strike" => "strike",
            b"super" | b"nosupersub" => "super",
            b"sub" => "sub",
            b"caps" => "caps",
            b"scaps" => "scaps",
            _ => return,
        };
        self.shown.retain(|shown| *shown != name);
        if is_on && !matches!(word, b"ulnone" | b"nosupersub") {
            self.shown.push(name);
        }
        self.look.rest = self.shown.join(" ");
    }
}
