//! What an element is, by its attributes: the classes that publishing systems give menus, boxes, captions and articles.
//!
//! The lists are the vocabulary of publishing systems, as the names of elements are that of HTML. They are compared with the
//! parts of a class or an id, and never with words of the copy, so they are not word lists of the language.

use super::entity::value;
use super::tag::{self, Tag};
use crate::text::{Source, Span};

/// What an element is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Unknown.
    #[default]
    Plain,
    /// The text of the article.
    Article,
    /// What readers say of the article, which may be longer than the article itself.
    Comments,
    /// Not part of the article, by its tag.
    Apart,
    /// Not part of the article, by its class.
    Box,
    /// Mostly not part of the article.
    Beside,
    /// Not shown to readers.
    Hidden,
    /// A caption.
    Caption,
    /// A credit.
    Credit,
    /// Who wrote it.
    Author,
    /// Who wrote it, or what else there is to know of the author.
    Bio,
    /// When it was published.
    Date,
    /// A story in a few words, often another one.
    Teaser,
    /// A picture, perhaps with its caption.
    Picture,
    /// Facts about the article: section, author, date, reading time.
    Meta,
    /// A quotation set apart, whose words mostly are in the article too.
    PullQuote,
}

/// Elements around an article or between its paragraphs that are not part of it.
const APART: [&str; 6] = ["aside", "dialog", "footer", "form", "head", "nav"];

/// Roles in the sense of WAI-ARIA.
const ROLES_APART: [&str; 9] =
    ["alert", "alertdialog", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation", "search"];

/// Parts of classes of comments, sorted.
const PARTS_COMMENTS: [&str; 7] =
    ["comment", "commentlist", "commenting", "discussion", "disqus", "livefyre", "respond"];

/// Parts of classes of boxes that are never the article, sorted.
const PARTS_APART: [&str; 26] = [
    "breadcrumb",
    "cookie",
    "dropdown",
    "facebook",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popup",
    "recirc",
    "sharebar",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "subnav",
    "subscribe",
    "taboola",
    "zergnet",
];

/// Parts of classes of boxes that are mostly not the article, sorted.
const PARTS_BESIDE: [&str; 51] = [
    "ad",
    "addthis",
    "adsbygoogle",
    "adsense",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "bookmark",
    "button",
    "carousel",
    "cloud",
    "commercial",
    "community",
    "consent",
    "disclaimer",
    "footer",
    "infobox",
    "latest",
    "more",
    "morestory",
    "mostpopular",
    "mostread",
    "newer",
    "next",
    "oembed",
    "older",
    "player",
    "poll",
    "popular",
    "prev",
    "previous",
    "promo",
    "promotion",
    "rail",
    "recirculation",
    "recommend",
    "recommendation",
    "recommended",
    "related",
    "relatedpost",
    "reply",
    "share",
    "sizer",
    "social",
    "sponsor",
    "sponsored",
    "subscription",
    "tag",
    "toolbar",
    "trending",
];

/// Parts of classes of words that readers do not see, sorted.
const PARTS_HIDDEN: [&str; 5] = ["noscript", "offscreen", "print", "screenreader", "sr"];

/// Classes of elements that a style sheet hides, sorted. `hidden` may be undone for wide screens, as `md:block` does.
const HIDDEN: [&str; 9] = [
    "assistive-text",
    "d-none",
    "hidden",
    "hide",
    "is-hidden",
    "sr-only",
    "visually-hidden",
    "visuallyHidden",
    "visuallyhidden",
];

/// Parts of classes of captions, credits and bylines, sorted.
const PARTS_CAPTION: [&str; 3] = ["caption", "cutline", "figcaption"];
const PARTS_CREDIT: [&str; 7] =
    ["copyright", "credit", "imagecredit", "photoauthor", "photocredit", "photographer", "picturecredit"];
/// Parts of classes of credits beside `image` or `photo`; beside `caption`, only `owner`.
const PARTS_SOURCE: [&str; 4] = ["attribution", "courtesy", "owner", "source"];
/// Elements that can be a credit by such a class: on a larger one it says where the picture itself comes from.
const HOLDS_CREDIT: [&str; 9] = ["cite", "div", "em", "figcaption", "i", "li", "p", "small", "span"];
/// Properties of schema.org that credit a picture.
const CREDITS: [&str; 3] = ["copyrightHolder", "copyrightNotice", "creditText"];
const PARTS_AUTHOR: [&str; 5] = ["author", "authorname", "byline", "contributor", "writer"];
const PARTS_DATE: [&str; 9] =
    ["date", "dateline", "datetime", "posted", "pubdate", "publish", "published", "timestamp", "updated"];
const PARTS_META: [&str; 5] = ["meta", "metadata", "postmeta", "readtime", "submeta"];
const PARTS_TEASER: [&str; 2] = ["card", "teaser"];
const PARTS_PICTURE: [&str; 4] = ["image", "img", "photo", "picture"];
/// With `author`, parts of classes of what is said of an author below the article, sorted.
const PARTS_BIO: [&str; 8] = ["about", "bio", "biography", "box", "card", "description", "info", "profile"];
const PARTS_PULL_QUOTE: [&str; 2] = ["pullquote", "pulledquote"];

/// The two halves of classes of the text of an article: `article-body`, `entry-content`.
const WHOLE: [&str; 8] = ["article", "blog", "entry", "main", "news", "post", "story", "text"];
const TEXT: [&str; 5] = ["body", "bodytext", "content", "copy", "text"];

/// What the element of `tag` is.
pub(super) fn role(tag: &Tag, text: &str) -> Role {
    if APART.contains(&&*tag.name) {
        return Role::Apart;
    }
    let mut is = Parts::default();
    for (key, value) in &tag.attributes {
        let value = value.of(text);
        match *key {
            "class" | "CLASS" => is.read(value),
            "id" | "ID" if !is_of_heading(value, tag, text) => is.read(value),
            "role" if ROLES_APART.contains(&value) => return Role::Apart,
            "hidden" => return Role::Hidden,
            "style" if hides(value) => return Role::Hidden,
            "itemprop" if value.eq_ignore_ascii_case("articleBody") => return Role::Article,
            "itemprop" if CREDITS.contains(&value) => return Role::Credit,
            _ => {}
        }
    }
    is.role(&tag.name)
}

/// The fewest words of a heading that cannot be that of a box, as “You may also like” can.
const LONG_HEADING: usize = 5;

/// Whether an id is made of the words of the heading that follows, as documentation has it: `sharing-with-a-few-friends`. They say what
/// the section is about, and not what it is.
fn is_of_heading(id: &str, tag: &Tag, text: &str) -> bool {
    if id.split('-').count() < LONG_HEADING {
        return false;
    }
    let Some(words) = tag::next_words(text, tag.span.end) else { return false };
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    letters(words.of(text)).starts_with(&letters(id))
}

/// Whether a style hides its element.
pub(super) fn hides(style: &str) -> bool {
    let after = |property: &str| style.split_once(property).map(|(_, after)| after.trim_start_matches([':', ' ']));
    after("display").is_some_and(|value| value.starts_with("none"))
        || after("visibility").is_some_and(|value| value.starts_with("hidden"))
}

/// The attribute of a picture, or of an element beside it, that says who made it: `data-credit`, `data-copyright`.
pub(super) fn credit(tag: &Tag, text: &str) -> Option<String> {
    let names = |key: &str| has_part(key.strip_prefix("data-").unwrap_or_default(), &PARTS_CREDIT);
    let says_who = |value: &Span<Source>| value.of(text).contains(|c: char| c.is_uppercase() || c == '©');
    let mut credits = tag.attributes.iter().filter(|(key, _)| names(key)).map(|(_, value)| *value);
    credits.find(says_who).map(|credit| value(credit.of(text)))
}

/// Whether one of the parts of some names is on a list.
pub(super) fn has_part(names: &str, list: &[&str]) -> bool {
    let mut has = false;
    each_part(names, |part| has |= is_one(part, list));
    has
}

/// What the parts of classes say.
#[derive(Default)]
struct Parts {
    comments: bool,
    apart: bool,
    beside: bool,
    hidden: bool,
    caption: bool,
    credit: bool,
    source: bool,
    author: bool,
    date: bool,
    bio: bool,
    widget: bool,
    meta: bool,
    teaser: bool,
    picture: bool,
    pull: bool,
    text: bool,
}

impl Parts {
    fn read(&mut self, names: &str) {
        let is_undone = names.contains(':');
        for name in names.split_ascii_whitespace() {
            let (mut whole, mut text, mut pull, mut quote) = (false, false, false, false);
            let (mut author, mut bio) = (false, false);
            let (mut picture, mut caption, mut source, mut owner) = (false, false, false, false);
            self.hidden |= HIDDEN.contains(&name) && !is_undone || name.ends_with("--hidden");
            each_part(name, |part| {
                self.comments |= is_one(part, &PARTS_COMMENTS);
                self.apart |= is_one(part, &PARTS_APART);
                self.beside |= is_one(part, &PARTS_BESIDE);
                self.hidden |= PARTS_HIDDEN.contains(&part);
                caption |= is_one(part, &PARTS_CAPTION);
                source |= is_one(part, &PARTS_SOURCE);
                owner |= part == "owner";
                self.credit |= is_one(part, &PARTS_CREDIT);
                author |= is_one(part, &PARTS_AUTHOR);
                bio |= PARTS_BIO.contains(&part);
                self.widget |= part == "widget" || part == "widgets";
                self.meta |= PARTS_META.contains(&part);
                self.teaser |= is_one(part, &PARTS_TEASER);
                picture |= is_one(part, &PARTS_PICTURE);
                self.date |= PARTS_DATE.contains(&part);
                pull |= part == "pull" || is_one(part, &PARTS_PULL_QUOTE);
                quote |= part.ends_with("quote");
                whole |= WHOLE.contains(&part) || part == "articlebody";
                text |= TEXT.contains(&part) || part == "articlebody";
            });
            self.picture |= picture;
            self.caption |= caption;
            self.source |= source && if caption { owner } else { picture };
            self.author |= author;
            self.bio |= author && bio;
            self.text |= whole && text;
            self.pull |= pull && quote;
        }
    }

    fn role(&self, name: &str) -> Role {
        match self {
            Self { pull: true, .. } => Role::PullQuote,
            Self { comments: true, .. } => Role::Comments,
            Self { apart: true, .. } => Role::Box,
            Self { credit: true, .. } => Role::Credit,
            Self { source: true, caption: false, .. } if HOLDS_CREDIT.contains(&name) => Role::Credit,
            Self { source: true, .. } if name == "span" => Role::Credit,
            Self { caption: true, .. } => Role::Caption,
            Self { beside: true, .. } => Role::Beside,
            // Sites build the text of an article of widgets too.
            Self { widget: true, text: false, .. } => Role::Beside,
            Self { hidden: true, .. } => Role::Hidden,
            _ if name == "article" || name == "main" => Role::Article,
            Self { text: true, .. } => Role::Article,
            Self { bio: true, .. } => Role::Bio,
            Self { author: true, .. } => Role::Author,
            Self { date: true, .. } => Role::Date,
            Self { meta: true, .. } => Role::Meta,
            Self { teaser: true, .. } => Role::Teaser,
            Self { picture: true, .. } => Role::Picture,
            _ => Role::Plain,
        }
    }
}

/// The words of a class: `wp-caption_text` and `relatedStories` have two or three.
fn each_part(name: &str, mut with: impl FnMut(&str)) {
    const LONGEST: usize = 32;
    let mut buffer = [0_u8; LONGEST];
    let mut length = 0;
    let mut was_lower = false;
    let bytes = name.bytes().chain(std::iter::once(b'-'));
    for byte in bytes {
        let ends = !byte.is_ascii_alphabetic() || (was_lower && byte.is_ascii_uppercase());
        if ends {
            if length > 0
                && let Ok(part) = std::str::from_utf8(&buffer[..length])
            {
                with(part);
            }
            length = 0;
        }
        if byte.is_ascii_alphabetic() && length < LONGEST {
            buffer[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        was_lower = byte.is_ascii_lowercase();
    }
}

/// Whether `part` is in `list`, as singular or plural.
fn is_one(part: &str, list: &[&str]) -> bool {
    list.contains(&part) || part.strip_suffix('s').is_some_and(|one| list.contains(&one))
}
